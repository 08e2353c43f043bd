import { IMPORT_LIMITS } from '#lib/domain/imports/import-limits.ts';
import type { Upload } from './upload.ts';

/** The file of people of a form; without scripts too. */
export async function readPeopleFile(request: Request): Promise<Upload | 'missing' | 'too-large'> {
  // A body beyond what the server reads breaks off: then nothing of the form is there.
  const form = await request.formData().catch(() => null);
  if (!form) return 'too-large';
  const file = form.get('file');
  if (!(file instanceof File) || file.name === '') return 'missing';
  if (file.size > IMPORT_LIMITS.fileBytes) return 'too-large';
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

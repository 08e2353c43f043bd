/** A file that came with a form. */
export interface Upload {
  name: string;
  bytes: Uint8Array;
}

/** Leaves room for the same file in base64, and the rest of a form, within the 512 KB that the server reads of a request. */
export const LARGEST_UPLOAD_BYTES = 350_000;

/**
 * The file of a form of two steps: the one that a person chose in `file`, or the one that the page of the first step carries in `fileName` and
 * `fileContent` (`carried`), so that nothing is kept on the server in between. `missing`: none was chosen.
 */
export async function readUpload(form: FormData): Promise<Upload | 'missing' | 'too-large'> {
  const chosen = form.get('file');
  if (chosen instanceof File && chosen.size > LARGEST_UPLOAD_BYTES) return 'too-large';
  if (chosen instanceof File && chosen.name !== '')
    return { name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) };
  const [name, content] = [form.get('fileName'), form.get('fileContent')];
  if (typeof name !== 'string' || typeof content !== 'string' || name === '') return 'missing';
  const bytes = Buffer.from(content, 'base64');
  return bytes.length > LARGEST_UPLOAD_BYTES ? 'too-large' : { name, bytes: new Uint8Array(bytes) };
}

/** What the page of the second step sends back. */
export const carried = ({ name, bytes }: Upload) => ({
  fileName: name,
  fileContent: Buffer.from(bytes).toString('base64'),
});

import * as v from 'valibot';
import { formText } from './form-text.ts';

/** A form of how certificates look, with the pictures in it. */
export interface SentDesign {
  accent: string;
  heading: string;
  statement: string;
  transcript: boolean;
  signatories: { name: string; role: string }[];
  /** The pictures that were chosen, by the name of their field. */
  files: Map<string, Uint8Array>;
  /** Names of fields whose picture is to go. */
  removed: Set<string>;
}

/** Reads at most `signatories` rows of people. A body beyond what the server reads breaks off: then nothing of the form is there, and it is null. */
export async function readDesignForm(request: Request, signatories: number): Promise<SentDesign | null> {
  const form = await request.formData().catch(() => null);
  if (!form) return null;
  const text = (name: string) => v.parse(formText, form.get(name));
  const files = new Map<string, Uint8Array>();
  for (const [name, value] of form)
    if (value instanceof File && value.name !== '' && value.size > 0)
      files.set(name, new Uint8Array(await value.arrayBuffer()));
  return {
    ...{ accent: text('accent'), heading: text('heading'), statement: text('statement') },
    transcript: form.get('transcript') === 'on',
    signatories: Array.from({ length: signatories }, (_, index) => ({
      name: text(`name${index}`),
      role: text(`role${index}`),
    })),
    files,
    removed: new Set(form.getAll('remove').map(String)),
  };
}

/** What was typed, to be shown again; pictures have to be chosen again. */
export const typedDesign = (sent: SentDesign): Record<string, string> => ({
  ...{ accent: sent.accent, heading: sent.heading, statement: sent.statement },
  transcript: sent.transcript ? 'on' : '',
  ...Object.fromEntries(
    sent.signatories.flatMap(({ name, role }, index) => [
      [`name${index}`, name],
      [`role${index}`, role],
    ]),
  ),
});

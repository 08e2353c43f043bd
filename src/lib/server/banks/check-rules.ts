import * as v from 'valibot';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { readPicture } from '../content/pictures.ts';
import { checkOwnFields, questionEntry, toEntry } from '../content/questions/registry.ts';

/** Which of the rules for authors a question breaks, in words; empty: none. Its numbers need not stand in a cited fact. */
export function brokenRules(document: QuestionDocument, picture: Uint8Array | undefined): string[] {
  const result = v.safeParse(questionEntry, toEntry(document));
  if (!result.success)
    return result.issues.map(({ path, message }) => {
      const at = (path ?? []).map(({ key }) => String(key)).join('.');
      return at === '' ? message : `${at}: ${message}`;
    });
  const faults: string[] = [];
  checkOwnFields(result.output, {
    prompt: result.output.prompt,
    pictures: () => {
      const read = picture ? readPicture(picture) : null;
      if (!read || 'fault' in read) return null;
      const { bytes: _bytes, ...stored } = read;
      return stored;
    },
    fault: (_place, message) => faults.push(message),
    numbers: () => undefined,
    unique(_field, keys) {
      for (const [at, key] of keys.entries()) if (keys.indexOf(key) < at) faults.push(`${key} stands twice`);
    },
  });
  return faults;
}

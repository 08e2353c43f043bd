import * as v from 'valibot';
import { withoutControls } from '#lib/domain/plain-text.ts';

const LONGEST_FIELD = 5_000;

const fieldRead = (read: (text: string) => string) =>
  v.fallback(
    v.pipe(
      v.string(),
      v.transform((text) => read(text.slice(0, LONGEST_FIELD))),
    ),
    '',
  );

/** A field of a form as text, without controls and marks of direction. One that is missing, or a file in its place, is the empty text. */
export const formText = fieldRead(withoutControls);

/** A password: as `formText`, but exactly as it was typed. */
export const secretText = fieldRead((text) => text);

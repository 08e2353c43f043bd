import * as v from 'valibot';

const LONGEST_FIELD = 5_000;

/** A field of a form as text. One that is missing, or a file in its place, is the empty text. */
export const formText = v.fallback(
  v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, LONGEST_FIELD)),
  ),
  '',
);

import * as v from 'valibot';
import type { TextRule } from '#lib/domain/questions/short-text.ts';
import { moreThanNothing, some, text, type FormCheck, type Place } from './form.ts';

/** Accepted answers: a text, or a text with the share of the points that it gets. `*` stands for anything. */
export const textFields = {
  accepted: some(
    v.union([text, v.strictObject({ text, share: v.pipe(moreThanNothing, v.maxValue(1)) })]),
    1,
    20,
    'accepted answers',
  ),
  matchCase: v.optional(v.boolean(), false),
  matchDiacritics: v.optional(v.boolean(), false),
};

type Written = v.InferOutput<v.StrictObjectSchema<typeof textFields, undefined>>;

export const buildText = ({ accepted, matchCase, matchDiacritics }: Written): TextRule => ({
  accepted: accepted.map((one) =>
    typeof one === 'string' ? { pattern: one, share: 1 } : { pattern: one.text, share: one.share },
  ),
  matchCase,
  matchDiacritics,
});

/** The way back. */
export const toText = ({ accepted, matchCase, matchDiacritics }: TextRule) => ({
  accepted: accepted.map(({ pattern, share }) => (share === 1 ? pattern : { text: pattern, share })),
  ...(matchCase ? { matchCase } : {}),
  ...(matchDiacritics ? { matchDiacritics } : {}),
});

/** One answer gets all points, not everything is accepted, and what is shown as right is cited. */
export function checkText(check: FormCheck, written: Written, place: Place = []): void {
  const { accepted } = buildText(written);
  const at = [...place, 'accepted'];
  if (!accepted.some(({ share }) => share === 1)) check.fault(at, 'one answer must get all points');
  for (const [index, { pattern }] of accepted.entries()) {
    if (/^[*\s]+$/.test(pattern)) check.fault([...at, index], 'the answer * accepts everything');
    check.numbers([...at, index], pattern);
  }
}

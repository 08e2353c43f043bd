import * as v from 'valibot';
import { keyed, some, type FormCheck, type Place } from './form.ts';

/** Options of which one or several are right. */
export const options = some(
  v.strictObject({ ...keyed.entries, correct: v.optional(v.boolean(), false) }),
  2,
  8,
  'options',
);

export type Options = v.InferOutput<typeof options>;

export const withoutKey = (written: Options) => written.map(({ key, text }) => ({ key, text }));
export const correctKeys = (written: Options) =>
  written.filter(({ correct }) => correct).map(({ key }) => key);

/** The way back. */
export const toOptions = (all: readonly { key: string; text: string }[], correct: readonly string[]) =>
  all.map(({ key, text }) => (correct.includes(key) ? { key, text, correct: true } : { key, text }));

/** Wrong options may hold any number: that is what makes them wrong. */
export function checkOptions(check: FormCheck, written: Options, place: Place = ['options']): void {
  for (const [index, { text, correct }] of written.entries())
    if (correct) check.numbers([...place, index], text);
}

import * as v from 'valibot';
import { parseClock } from '#lib/domain/courses/clock-time.ts';
import type { Picture } from '#lib/domain/questions/hotspot.ts';
import type { QuestionBase, QuestionDocument } from '#lib/domain/questions/question.ts';

/**
 * How one question type is written by authors: its own fields beside those that all questions share, what becomes of them, and which rules
 * they keep. One file per type; registered in registry.ts.
 */
export interface QuestionForm<F extends v.ObjectEntries, Q extends QuestionDocument> {
  type: Q['type'];
  fields: F;
  /** What the author wrote, as it is published. */
  build(entry: Written<F>, pictures: Pictures): Omit<Q, keyof QuestionBase | 'type'>;
  /** The way back: building it gives the same question again. */
  toEntry(question: Q): Record<string, unknown>;
  /** The rules that the form alone can't say. */
  check(entry: Written<F>, check: FormCheck): void;
}

export type Written<F extends v.ObjectEntries> = v.InferOutput<v.StrictObjectSchema<F, undefined>>;

/** Pictures by the name under which authors point at them. */
export type Pictures = (file: string) => Omit<Picture, 'alt'> | null;

/** What a check can ask and say. Places are below the question: `['options', 2]`. */
export interface FormCheck {
  prompt: string;
  pictures: Pictures;
  fault(place: Place, message: string): void;
  /** Every number of a text stands in a cited fact. */
  numbers(place: Place, text: string): void;
  /** No key stands twice. */
  unique(field: string, keys: readonly string[]): void;
}

export type Place = readonly (string | number)[];

export const text = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty'));
export const key = v.pipe(
  text,
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
);
/** A time such as `0:40` or `1:02:03`, or a number of seconds. */
export const clock = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))], 'must be a time such as 0:40'),
  v.transform((at) => parseClock(String(at))),
  v.number('must be a time such as 0:40'),
);
export const moreThanNothing = v.pipe(v.number(), v.gtValue(0));
export const shareOfOne = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A list of a length between two bounds. */
export const some = <S extends v.GenericSchema>(item: S, least: number, most: number, what: string) => {
  const message = `needs ${least} to ${most} ${what}`;
  return v.pipe(v.array(item), v.minLength(least, message), v.maxLength(most, message));
};

export const keyed = v.strictObject({ key, text });

/** Keys stand in the page: the right choice of an item must not have the item's own. */
export function checkKeysTellNothing(
  check: FormCheck,
  items: readonly { key: string; choice: string }[],
): void {
  for (const [index, item] of items.entries())
    if (item.key === item.choice)
      check.fault(
        ['items', index],
        `the key ${item.key} is also that of its choice and gives the answer away`,
      );
}

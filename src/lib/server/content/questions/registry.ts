import * as v from 'valibot';
import { clockText } from '#lib/domain/courses/clock-time.ts';
import type { QuestionBase, QuestionDocument, QuestionType } from '#lib/domain/questions/question.ts';
import { categorise } from './categorise.ts';
import { cloze } from './cloze.ts';
import { clock, key, text, type FormCheck, type Pictures, type QuestionForm } from './form.ts';
import { hotspot } from './hotspot.ts';
import { matching } from './matching.ts';
import { multipleChoice } from './multiple-choice.ts';
import { numeric } from './numeric.ts';
import { ordering } from './ordering.ts';
import { shortText } from './short-text.ts';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';

export const factId = v.pipe(
  text,
  v.regex(/^[a-z]+(-[a-z]+)*-\d+[a-z]?$/, 'must be a fact id such as steel-03'),
);

/** What all questions share. A course's own files must name objective, section and facts; what staff add may leave them out. */
const base = {
  key,
  objective: v.optional(key),
  section: v.optional(key),
  facts: v.optional(v.pipe(v.array(factId), v.minLength(1, 'needs a fact'))),
  prompt: text,
  explanation: v.optional(v.string(), ''),
  points: v.optional(v.pipe(v.number(), v.minValue(0.5)), 1),
  /** A place in a segment of the module, in seconds of the segment. */
  watch: v.optional(v.strictObject({ segment: key, at: clock })),
};

const form = <T extends QuestionType, F extends v.ObjectEntries>(of: { type: T; fields: F }) =>
  v.strictObject({ ...base, type: v.literal(of.type), ...of.fields });

/** A question of any type as authors write it: one line per type. */
export const questionEntry = v.variant('type', [
  form(singleChoice),
  form(multipleChoice),
  form(trueFalse),
  form(numeric),
  form(shortText),
  form(matching),
  form(ordering),
  form(cloze),
  form(hotspot),
  form(categorise),
]);

export type QuestionEntry = v.InferOutput<typeof questionEntry>;

type AnyForm = QuestionForm<v.ObjectEntries, QuestionDocument>;

const FORMS: Record<QuestionType, unknown> = {
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  numeric,
  'short-text': shortText,
  matching,
  ordering,
  cloze,
  hotspot,
  categorise,
};

const formOf = (type: QuestionType) => FORMS[type] as AnyForm;

/** What was written, as it is published. */
export function buildQuestion(entry: QuestionEntry, pictures: Pictures): QuestionDocument {
  const shared: QuestionBase = {
    key: entry.key,
    objectiveKey: entry.objective ?? '',
    sectionKey: entry.section ?? '',
    factIds: entry.facts ?? [],
    prompt: entry.prompt,
    explanation: entry.explanation,
    points: entry.points,
    ...(entry.watch ? { watch: { segmentKey: entry.watch.segment, seconds: entry.watch.at } } : {}),
  };
  return {
    ...shared,
    type: entry.type,
    ...formOf(entry.type).build(ownFields(entry) as never, pictures),
  } as QuestionDocument;
}

/** A published question as authors write it; building that gives the same question again. */
export function toEntry(question: QuestionDocument): Record<string, unknown> {
  const { key: of, objectiveKey, sectionKey, factIds, prompt, explanation, points, watch } = question;
  return {
    key: of,
    type: question.type,
    ...(objectiveKey === '' ? {} : { objective: objectiveKey }),
    ...(sectionKey === '' ? {} : { section: sectionKey }),
    ...(factIds.length === 0 ? {} : { facts: factIds }),
    prompt,
    ...formOf(question.type).toEntry(question),
    ...(points === 1 ? {} : { points }),
    ...(explanation === '' ? {} : { explanation }),
    ...(watch ? { watch: { segment: watch.segmentKey, at: clockText(watch.seconds) } } : {}),
  };
}

/** The rules of its type. */
export const checkOwnFields = (entry: QuestionEntry, check: FormCheck): void =>
  formOf(entry.type).check(ownFields(entry) as never, check);

const ownFields = (entry: QuestionEntry) =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => !(name in base) && name !== 'type'));

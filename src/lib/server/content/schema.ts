import * as v from 'valibot';
import { SECTORS } from '#lib/domain/courses/course.ts';
import { clock, key, moreThanNothing, text } from './questions/form.ts';
import { factId, questionEntry } from './questions/registry.ts';

/** The form of every authored file. Objects are strict: a mistyped key is an error, not a silence. */

const facts = v.array(factId);
const moduleFolder = v.pipe(text, v.regex(/^\d+-[a-z0-9-]+$/, 'must be a folder name such as 03-steel'));
const markdownName = v.pipe(text, v.regex(/^[a-z0-9-]+\.md$/, 'must be a file name such as 01-why.md'));
const httpsUrl = v.pipe(
  text,
  v.url('must be a web address'),
  v.startsWith('https://', 'must begin with https://'),
);
const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const seconds = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)));

export const courseFile = v.strictObject({
  key,
  title: text,
  subtitle: text,
  summary: text,
  language: text,
  studyHours: whole,
  passMarkPercent: v.pipe(v.number(), v.minValue(1), v.maxValue(100)),
  attempts: v.strictObject({
    free: whole,
    coolDownMinutes: v.pipe(v.number(), v.minValue(0)),
    limit: v.nullable(whole),
    timeLimitMinutes: v.nullable(whole),
    /** How long an attempt may be handed in after its deadline. */
    graceMinutes: v.optional(whole),
  }),
  source: v.strictObject({ title: text, organisers: v.array(text), dates: text, facts }),
  recordings: v.array(
    v.strictObject({
      key,
      title: text,
      youtube: v.pipe(text, v.regex(/^[\w-]{11}$/, 'must be an id of 11 characters')),
      playlist: v.optional(text),
    }),
  ),
  modules: v.pipe(v.array(moduleFolder), v.minLength(1, 'needs a module')),
});

const amount = v.pipe(v.number(), v.minValue(0));
const share = v.pipe(
  v.strictObject({ type: v.literal('share'), part: amount, whole: moreThanNothing }),
  v.check(({ part, whole }) => part <= whole, 'the part is larger than the whole'),
);
const bar = v.strictObject({ label: text, value: moreThanNothing, unit: v.string() });
const bars = v.pipe(
  v.strictObject({ type: v.literal('bars'), bars: v.pipe(v.array(bar), v.minLength(2, 'needs two bars')) }),
  v.check(({ bars }) => new Set(bars.map(({ unit }) => unit)).size === 1, 'bars need the same unit'),
);
const window = v.pipe(
  v.strictObject({
    key,
    title: text,
    recording: key,
    start: seconds,
    end: seconds,
    standIn: markdownName,
    /** Marks, in seconds of the segment. */
    chapters: v.optional(v.array(v.strictObject({ at: clock, title: text })), []),
  }),
  v.check(
    ({ start, end }) => (start === null && end === null) || (start !== null && end !== null && start < end),
    'start and end are both null, or start is before end',
  ),
);

export const moduleFile = v.strictObject({
  key,
  title: text,
  shortTitle: text,
  sector: v.picklist(SECTORS),
  lecturer: key,
  summary: text,
  minutes: whole,
  objectives: v.pipe(
    v.array(v.strictObject({ key, text })),
    v.minLength(3, 'needs 3 to 5 objectives'),
    v.maxLength(5, 'needs 3 to 5 objectives'),
  ),
  keyFigures: v.array(
    v.strictObject({
      key,
      value: text,
      unit: v.optional(v.string(), ''),
      caption: text,
      facts: v.pipe(facts, v.minLength(1, 'needs a fact')),
      drawing: v.optional(v.variant('type', [share, bars])),
    }),
  ),
  sections: v.pipe(v.array(markdownName), v.minLength(1, 'needs a section')),
  segments: v.pipe(v.array(window), v.minLength(1, 'needs a segment')),
});

export const frontMatter = v.strictObject({ key, title: text, minutes: whole });

export const factsFile = v.array(
  v.strictObject({
    id: factId,
    statement: text,
    figures: v.array(text),
    source: v.strictObject({ heading: text, paragraph: whole }),
  }),
);

export const glossaryFile = v.array(
  v.strictObject({
    key,
    term: text,
    short: v.optional(text),
    definition: text,
    facts: v.optional(facts),
    reference: v.optional(v.strictObject({ title: text, url: httpsUrl })),
  }),
);

/** `note` says which of them the report gives no lecture of. */
export const expertsFile = v.strictObject({
  note: text,
  experts: v.array(
    v.strictObject({
      key,
      name: text,
      familyName: text,
      role: text,
      affiliation: text,
      bio: text,
      facts,
      lecture: v.nullable(key),
    }),
  ),
});

export const quizFile = v.strictObject({
  draw: v.pipe(v.number(), v.integer(), v.minValue(8, 'must be 8 to 10'), v.maxValue(10, 'must be 8 to 10')),
  questions: v.array(questionEntry),
});

export type CourseFile = v.InferOutput<typeof courseFile>;
export type ModuleFile = v.InferOutput<typeof moduleFile>;
export type FactEntry = v.InferOutput<typeof factsFile>[number];
export type GlossaryFileEntry = v.InferOutput<typeof glossaryFile>[number];
export type ExpertsFile = v.InferOutput<typeof expertsFile>;
export type QuizFile = v.InferOutput<typeof quizFile>;
export type FrontMatter = v.InferOutput<typeof frontMatter>;

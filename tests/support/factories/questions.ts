import fc from 'fast-check';
import type { CategoriseQuestion } from '#lib/domain/questions/categorise.ts';
import type { ClozeQuestion, Gap } from '#lib/domain/questions/cloze.ts';
import type { HotspotQuestion } from '#lib/domain/questions/hotspot.ts';
import type { MatchingQuestion } from '#lib/domain/questions/matching.ts';
import type { MultipleChoiceQuestion } from '#lib/domain/questions/multiple-choice.ts';
import type { NumericQuestion } from '#lib/domain/questions/numeric.ts';
import type { OrderingQuestion } from '#lib/domain/questions/ordering.ts';
import type { ChoiceOption, QuestionBase, QuestionDocument } from '#lib/domain/questions/question.ts';
import type { ShortTextQuestion } from '#lib/domain/questions/short-text.ts';
import type { SingleChoiceQuestion } from '#lib/domain/questions/single-choice.ts';
import { rightAnswer } from '#lib/domain/questions/registry.ts';
import type { TrueFalseQuestion } from '#lib/domain/questions/true-false.ts';

const base = (key: string): QuestionBase => ({
  key,
  objectiveKey: 'objective',
  sectionKey: 'section',
  factIds: ['fact-01'],
  prompt: 'The prompt',
  explanation: 'The explanation',
  points: 1,
});

export const option = (key: string): ChoiceOption => ({ key, text: `Text of ${key}` });

/** Right: b. */
export const singleChoiceQuestion = (given: Partial<SingleChoiceQuestion> = {}): SingleChoiceQuestion => ({
  ...base('single'),
  type: 'single-choice',
  options: ['a', 'b', 'c', 'd'].map(option),
  correctKey: 'b',
  ...given,
});

/** Right: a, b and c of six. */
export const multipleChoiceQuestion = (
  given: Partial<MultipleChoiceQuestion> = {},
): MultipleChoiceQuestion => ({
  ...base('multiple'),
  type: 'multiple-choice',
  options: ['a', 'b', 'c', 'd', 'e', 'f'].map(option),
  correctKeys: ['a', 'b', 'c'],
  ...given,
});

export const trueFalseQuestion = (given: Partial<TrueFalseQuestion> = {}): TrueFalseQuestion => ({
  ...base('flag'),
  type: 'true-false',
  answer: true,
  ...given,
});

const numberRule = {
  value: 1.8,
  tolerance: { absolute: 0.05 },
  unit: 't',
  units: [
    { unit: 't', factor: 1, aliases: ['tonne', 'tonnes', 't CO2'] },
    { unit: 'kg', factor: 0.001, aliases: ['kilogram'] },
    { unit: 'Mt', factor: 1e6, aliases: [] },
  ],
};

/** Right: 1.8 t, within 0.05; kg and Mt convert. */
export const numericQuestion = (given: Partial<NumericQuestion> = {}): NumericQuestion => ({
  ...base('number'),
  type: 'numeric',
  ...numberRule,
  ...given,
});

/** Right: north, east, south, west. */
export const orderingQuestion = (given: Partial<OrderingQuestion> = {}): OrderingQuestion => ({
  ...base('order'),
  type: 'ordering',
  items: ['north', 'east', 'south', 'west'].map(option),
  ...given,
});

/** Right: clinker; half for anything with cement. */
export const shortTextQuestion = (given: Partial<ShortTextQuestion> = {}): ShortTextQuestion => ({
  ...base('short'),
  type: 'short-text',
  accepted: [
    { pattern: 'clinker', share: 1 },
    { pattern: '*cement*', share: 0.5 },
  ],
  matchCase: false,
  matchDiacritics: false,
  ...given,
});

/** Right: limestone with kiln, coke with furnace, naphtha with cracker; one choice is left over. */
export const matchingQuestion = (given: Partial<MatchingQuestion> = {}): MatchingQuestion => ({
  ...base('match'),
  type: 'matching',
  choices: ['kiln', 'furnace', 'cracker', 'turbine'].map(option),
  items: [
    { ...option('limestone'), choiceKey: 'kiln' },
    { ...option('coke'), choiceKey: 'furnace' },
    { ...option('naphtha'), choiceKey: 'cracker' },
  ],
  ...given,
});

/** Right: sun and wind are clean, coal and oil are fossil. */
export const categoriseQuestion = (given: Partial<CategoriseQuestion> = {}): CategoriseQuestion => ({
  ...base('groups'),
  type: 'categorise',
  choices: ['clean', 'fossil'].map(option),
  items: [
    { ...option('sun'), choiceKey: 'clean' },
    { ...option('coal'), choiceKey: 'fossil' },
    { ...option('wind'), choiceKey: 'clean' },
    { ...option('oil'), choiceKey: 'fossil' },
  ],
  ...given,
});

/** Right: b, 1.8 t and oxygen, which counts twice. */
export const clozeQuestion = (given: Partial<ClozeQuestion> = {}): ClozeQuestion => ({
  ...base('gaps'),
  type: 'cloze',
  text: 'First {{choice}}, then {{amount}} and last {{word}}.',
  gaps: [
    { key: 'choice', weight: 1, kind: 'choice', options: ['a', 'b', 'c'].map(option), correctKey: 'b' },
    { key: 'amount', weight: 1, kind: 'number', ...numberRule },
    {
      key: 'word',
      weight: 2,
      kind: 'text',
      accepted: [{ pattern: 'oxygen', share: 1 }],
      matchCase: false,
      matchDiacritics: false,
    },
  ],
  ...given,
});

/** Right: the middle one of three regions. */
export const hotspotQuestion = (given: Partial<HotspotQuestion> = {}): HotspotQuestion => ({
  ...base('spot'),
  type: 'hotspot',
  picture: { hash: '0'.repeat(64), mediaType: 'image/svg+xml', width: 300, height: 100, alt: 'Three boxes' },
  regions: ['left', 'middle', 'end'].map((key, index) => ({
    key,
    label: `Box ${index + 1}`,
    shape: { type: 'rect', x: index * 100, y: 0, width: 90, height: 100 },
  })),
  correctKeys: ['middle'],
  ...given,
});

export const oneOfEach = (): QuestionDocument[] => [
  singleChoiceQuestion(),
  multipleChoiceQuestion(),
  trueFalseQuestion(),
  numericQuestion(),
  shortTextQuestion(),
  matchingQuestion(),
  orderingQuestion(),
  clozeQuestion(),
  hotspotQuestion(),
  categoriseQuestion(),
];

/** Texts that stand nowhere else, so that a search for them proves something. */
const secret = fc.uuid().map((id) => `secret ${id}`);
const keys = (min: number, max: number) =>
  fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: min, maxLength: max });
const shared = fc.record({
  key: fc.stringMatching(/^[a-z]{1,6}-q\d\d$/),
  objectiveKey: fc.constant('objective'),
  sectionKey: fc.constant('section'),
  factIds: fc.array(secret, { minLength: 1, maxLength: 2 }),
  prompt: fc.string({ minLength: 1 }),
  explanation: secret,
  points: fc.constantFrom(1, 0.5, 2, 3.25),
});

const single = fc.tuple(shared, keys(2, 8), fc.nat()).map(([common, all, at]): SingleChoiceQuestion => ({
  ...common,
  type: 'single-choice',
  options: all.map(option),
  correctKey: all[at % all.length] ?? '',
}));

const multiple = fc.tuple(shared, keys(3, 8), fc.nat()).map(([common, all, at]): MultipleChoiceQuestion => ({
  ...common,
  type: 'multiple-choice',
  options: all.map(option),
  correctKeys: all.filter((_key, index) => index <= at % (all.length - 1)),
}));

const flag = fc
  .tuple(shared, fc.boolean())
  .map(([common, answer]): TrueFalseQuestion => ({ ...common, type: 'true-false', answer }));

const unitNames = fc.uniqueArray(
  fc.constantFrom('t', 'kg', 'Mt', '%', 'year', 'billion US dollars', 't CO₂'),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const rule = fc
  .tuple(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    unitNames,
    fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 }),
    fc.oneof(
      fc.record({ absolute: fc.double({ min: 0, max: 100, noNaN: true }) }),
      fc.record({ relative: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ significantFigures: fc.integer({ min: 1, max: 12 }) }),
    ),
    fc.record(
      { wrongUnitLoses: fc.double({ min: 0, max: 1, noNaN: true }), decimalMark: fc.constantFrom('.', ',') },
      { requiredKeys: [] },
    ),
  )
  .map(([value, units, factors, tolerance, more]) => ({
    value,
    tolerance,
    unit: units[0] ?? '',
    units: units.map((unit, index) => ({
      unit,
      factor: index === 0 ? 1 : (factors[index] ?? 2),
      aliases: [],
    })),
    ...(more as Pick<NumericQuestion, 'wrongUnitLoses' | 'decimalMark'>),
  }));
const number = fc
  .tuple(shared, rule)
  .map(([common, given]): NumericQuestion => ({ ...common, type: 'numeric', ...given }));

const textRule = fc.record({
  accepted: fc.array(fc.record({ pattern: secret, share: fc.double({ min: 0.01, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  matchCase: fc.boolean(),
  matchDiacritics: fc.boolean(),
});
const typedText = fc
  .tuple(shared, textRule)
  .map(([common, given]): ShortTextQuestion => ({ ...common, type: 'short-text', ...given }));

const pairs = fc
  .tuple(shared, keys(2, 6), keys(2, 6), fc.array(fc.nat(), { minLength: 6, maxLength: 6 }))
  .map(([common, items, choices, turns]) => ({
    ...common,
    choices: choices.map(option),
    items: items.map((key, index) => ({
      ...option(key),
      choiceKey: choices[(turns[index] ?? 0) % choices.length] ?? '',
    })),
  }));
const match = pairs.map((given): MatchingQuestion => ({ type: 'matching', ...given }));
const groups = pairs.map((given): CategoriseQuestion => ({ type: 'categorise', ...given }));

const anyGap: fc.Arbitrary<(key: string) => Gap> = fc
  .tuple(
    fc.constantFrom(1, 2, 0.5),
    fc.oneof(
      fc.tuple(keys(2, 5), fc.nat()).map(([all, at]) => ({
        kind: 'choice' as const,
        options: all.map(option),
        correctKey: all[at % all.length] ?? '',
      })),
      rule.map((given) => ({ kind: 'number' as const, ...given })),
      textRule.map((given) => ({ kind: 'text' as const, ...given })),
    ),
  )
  .map(([weight, gap]) => (key: string) => ({ key, weight, ...gap }));
const gapped = fc
  .tuple(shared, fc.array(anyGap, { minLength: 1, maxLength: 4 }))
  .map(([common, gaps]): ClozeQuestion => ({
    ...common,
    type: 'cloze',
    text: gaps.map((_gap, index) => `Words {{gap-${index + 1}}}`).join(' '),
    gaps: gaps.map((gap, index) => gap(`gap-${index + 1}`)),
  }));

const spot = fc.tuple(shared, keys(2, 6), fc.nat()).map(([common, all, at]) =>
  hotspotQuestion({
    ...common,
    regions: all.map((key, index) => ({
      key,
      label: `Place ${index + 1}`,
      shape: { type: 'circle', x: index * 10, y: 5, radius: 4 },
    })),
    correctKeys: all.filter((_key, index) => index <= at % (all.length - 1)),
  }),
);

const order = fc
  .tuple(shared, keys(3, 6))
  .map(([common, all]): OrderingQuestion => ({ ...common, type: 'ordering', items: all.map(option) }));

/** Any question of any type. */
export const anyQuestion: fc.Arbitrary<QuestionDocument> = fc.oneof(
  single,
  multiple,
  flag,
  number,
  typedText,
  match,
  order,
  gapped,
  spot,
  groups,
);

/** Something that could be an answer to the question, or that looks like one. */
export const likelyAnswer = (question: QuestionDocument): fc.Arbitrary<unknown> => {
  const own = partsOf(question);
  const key = fc.constantFrom(...own, 'zzz', '', 'true', 'false');
  const typed = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom('1,8', '۱٫۸ t', '1.8 t', '1800 kg', '1,800', 'much', '-5 %', '1 2', ' Oxygen'),
  );
  const unit = fc.constantFrom('', 't', 'KG', 'miles');
  return fc.oneof(
    key,
    fc.boolean(),
    fc.array(key, { maxLength: 12 }),
    fc.shuffledSubarray(own),
    typed,
    fc.constant(rightAnswer(question)),
    fc.record({ typed, unit }),
    fc.dictionary(key, fc.oneof(fc.constantFrom('1', '2', '3', '4', '', 'x'), key, typed), { maxKeys: 8 }),
  );
};

/** Every key that stands in a question. */
function partsOf(question: QuestionDocument): string[] {
  const found: string[] = [];
  JSON.stringify(question, (name, value: unknown) => {
    if (name === 'key' && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}

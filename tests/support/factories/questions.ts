import fc from 'fast-check';
import type {
  ChoiceOption,
  MultipleChoiceQuestion,
  NumericQuestion,
  OrderingQuestion,
  QuestionBase,
  QuestionDocument,
  SingleChoiceQuestion,
  TrueFalseQuestion,
} from '#lib/domain/questions/question.ts';

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

/** Right: 1.8 t, within 0.05; kg and Mt convert. */
export const numericQuestion = (given: Partial<NumericQuestion> = {}): NumericQuestion => ({
  ...base('number'),
  type: 'numeric',
  value: 1.8,
  tolerance: { absolute: 0.05 },
  unit: 't',
  units: [
    { unit: 't', factor: 1, aliases: ['tonne', 'tonnes', 't CO2'] },
    { unit: 'kg', factor: 0.001, aliases: ['kilogram'] },
    { unit: 'Mt', factor: 1e6, aliases: [] },
  ],
  ...given,
});

/** Right: north, east, south, west. */
export const orderingQuestion = (given: Partial<OrderingQuestion> = {}): OrderingQuestion => ({
  ...base('order'),
  type: 'ordering',
  items: ['north', 'east', 'south', 'west'].map(option),
  ...given,
});

export const oneOfEach = (): QuestionDocument[] => [
  singleChoiceQuestion(),
  multipleChoiceQuestion(),
  trueFalseQuestion(),
  numericQuestion(),
  orderingQuestion(),
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
const number = fc
  .tuple(
    shared,
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    unitNames,
    fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 }),
    fc.oneof(
      fc.record({ absolute: fc.double({ min: 0, max: 100, noNaN: true }) }),
      fc.record({ relative: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ),
  )
  .map(([common, value, units, factors, tolerance]): NumericQuestion => ({
    ...common,
    type: 'numeric',
    value,
    tolerance,
    unit: units[0] ?? '',
    units: units.map((unit, index) => ({
      unit,
      factor: index === 0 ? 1 : (factors[index] ?? 2),
      aliases: [],
    })),
  }));

const order = fc
  .tuple(shared, keys(3, 6))
  .map(([common, all]): OrderingQuestion => ({ ...common, type: 'ordering', items: all.map(option) }));

/** Any question of any type. */
export const anyQuestion: fc.Arbitrary<QuestionDocument> = fc.oneof(single, multiple, flag, number, order);

/** Something that could be an answer to the question, or that looks like one. */
export const likelyAnswer = (question: QuestionDocument): fc.Arbitrary<unknown> => {
  const own = 'options' in question ? question.options : 'items' in question ? question.items : [];
  const key = fc.constantFrom(...own.map((one) => one.key), 'zzz', '', 'true', 'false');
  const typed = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom('1,8', '۱٫۸ t', '1.8 t', '1800 kg', 'much', '-5 %', '1 2'),
  );
  const unit = fc.constantFrom('', 't', 'KG', 'miles');
  return fc.oneof(
    key,
    fc.boolean(),
    fc.array(key, { maxLength: 12 }),
    fc.shuffledSubarray(own.map((one) => one.key)),
    typed,
    fc.record({ typed, unit }),
    fc.dictionary(key, fc.constantFrom('1', '2', '3', '4', '', 'x'), { maxKeys: 8 }),
  );
};

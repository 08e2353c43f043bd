import { expect, test } from 'vitest';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { authoredCourse } from '../../../support/authored-course.ts';
import { expectFault, type PlantedFault } from '../../../support/planted-faults.ts';

const file = 'modules/01-steel/quiz.yaml';

const faults: Omit<PlantedFault, 'file'>[] = [
  {
    fact: 'a question that cites an unknown fact is named with the fact',
    replace: ['facts: [steel-03]', 'facts: [steel-99]'],
    at: 'facts: [steel-99]',
    message: 'question steel-q02: fact steel-99 does not exist',
    factId: 'steel-99',
  },
  {
    fact: 'a section that does not exist is named',
    replace: ['section: why-steel-matters', 'section: why-iron-matters'],
    at: 'section: why-iron-matters',
    message: 'question steel-q01: section why-iron-matters does not exist',
  },
  {
    fact: 'a number in the prompt without a fact is named',
    replace: ['prompt: What is true of steel?', 'prompt: What is true of 12 plants?'],
    at: 'prompt: What is true of 12',
    message: 'question steel-q01: the number 12 stands in no cited fact (steel-01)',
    factId: 'steel-01',
  },
  {
    fact: 'a number in the explanation without a fact is named',
    replace: ['explanation: It ends in 2025.', 'explanation: It ends in 2026.'],
    at: 'explanation: It ends in 2026.',
    message: 'question steel-q03: the number 2026 stands in no cited fact (steel-02)',
    factId: 'steel-02',
  },
  {
    fact: 'a number in a right option without a fact is named',
    replace: ['"About 8% come from steel", correct', '"About 9% come from steel", correct'],
    at: '"About 9% come',
    message: 'question steel-q02: the number 9 stands in no cited fact (steel-03)',
    factId: 'steel-03',
  },
  {
    fact: 'a numeric answer without a fact is named',
    replace: ['answer: { value: 1.8,', 'answer: { value: 1.9,'],
    at: 'answer: { value: 1.9,',
    message: 'question steel-q04: the number 1.9 stands in no cited fact (steel-01)',
    factId: 'steel-01',
  },
  {
    fact: 'a number in an item to be ordered without a fact is named',
    replace: ['"The plan of 2021 begins"', '"The plan of 2020 begins"'],
    at: '"The plan of 2020 begins"',
    message: 'question steel-q05: the number 2020 stands in no cited fact (steel-02)',
    factId: 'steel-02',
  },
  {
    fact: 'a wrong number of a false statement must be listed',
    replace: ['    decoys: ["2040"]\n', ''],
    at: 'prompt: The plan ends in 2040.',
    message: 'question steel-q03: the number 2040 stands in no cited fact (steel-02)',
    factId: 'steel-02',
  },
  {
    fact: 'a true statement has no wrong numbers',
    replace: ['answer: false', 'answer: true'],
    at: 'decoys:',
    message: 'question steel-q03: only a false statement may hold wrong numbers',
  },
  {
    fact: 'a decoy that is not in the prompt is named',
    replace: ['decoys: ["2040"]', 'decoys: ["2040", "2041"]'],
    at: 'decoys:',
    message: 'question steel-q03: the decoy 2041 is not in the prompt',
  },
  {
    fact: 'only a true-false question has decoys',
    replace: ['prompt: What is true of steel?', 'prompt: What is true of steel?\n    decoys: ["1"]'],
    at: 'decoys: ["1"]',
    message: 'questions.steel-q01: "decoys" is not a key here',
  },
  {
    fact: 'a single choice has one right option',
    replace: ['{ key: a, text: "It is light" }', '{ key: a, text: "It is light", correct: true }'],
    at: 'options:',
    message: 'question steel-q01: exactly one option must be correct',
  },
  {
    fact: 'a multiple choice has a wrong option',
    replace: ['text: "About 90% come from steel" }', 'text: "It is much", correct: true }'],
    at: 'options:\n      - { key: a, text: "About 8%',
    message: 'question steel-q02: a right and a wrong option are needed',
  },
  {
    fact: 'two options of one key are named',
    replace: ['{ key: b, text: "About 90%', '{ key: a, text: "About 90%'],
    at: '{ key: a, text: "About 90%',
    message: 'a stands twice',
  },
  {
    fact: 'two items of one key are named',
    replace: ['{ key: b, text: "Pilot plants run"', '{ key: a, text: "Pilot plants run"'],
    at: '{ key: a, text: "Pilot plants run"',
    message: 'a stands twice',
  },
  {
    fact: 'an order has three items at least',
    replace: ['      - { key: c, text: "The plan ends" }\n', ''],
    at: 'items:',
    message: 'questions.steel-q05.items: needs 3 to 6 items',
  },
  {
    fact: 'the unit of the answer is accepted as it is',
    replace: ['{ unit: t, factor: 1,', '{ unit: t, factor: 2,'],
    at: 'units:',
    message: 'question steel-q04: the unit of the answer (t) must be accepted with factor 1',
  },
  {
    fact: 'a name of two units is named',
    replace: ['aliases: [kilogram]', 'aliases: [kilogram, Tonne]'],
    at: 'units:',
    message: 'question steel-q04: the unit tonne stands twice',
  },
  {
    fact: 'the prompt says the unit',
    replace: ['How many tonnes (t) of CO₂ does one tonne of steel cause?', 'How much?'],
    at: 'prompt: How much?',
    message: 'question steel-q04: the prompt does not say the unit (t)',
  },
  {
    fact: 'an unknown type is named',
    replace: ['type: single-choice', 'type: essay'],
    at: 'type: essay',
    message:
      'questions.steel-q01.type: Invalid type: Expected ("single-choice" | "multiple-choice" | "true-false" | "numeric" | "short-text" | "matching" | "ordering" | "cloze" | "hotspot" | "categorise") but received "essay"',
  },
];

test.each(faults)('$fact', (fault) => expectFault({ file, ...fault }));

test('an objective that does not exist is named', async () => {
  const { folder, replace, lineOf } = await authoredCourse();
  await replace(file, 'objective: steel-next', 'objective: steel-later');
  const { problems } = await checkCourse(folder);
  expect(problems).toEqual([
    {
      file: `sample/${file}`,
      line: await lineOf(file, 'objective: steel-later'),
      message: 'question steel-q03: objective steel-later does not exist',
    },
  ]);
});

test('wrong options may hold any number', async () => {
  const { folder, replace } = await authoredCourse();
  await replace(file, '"It is light"', '"It weighs 123.45"');
  expect((await checkCourse(folder)).problems).toEqual([]);
});

test('a question may rest on a fact of the course', async () => {
  const { folder, replace } = await authoredCourse();
  await replace(file, 'facts: [steel-03]', 'facts: [steel-03, cf-01]');
  expect((await checkCourse(folder)).problems).toEqual([]);
});

import { expect, test } from 'vitest';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { formatProblem } from '#lib/server/content/problems.ts';
import { authoredCourse } from '../../../support/authored-course.ts';
import { expectFault, type PlantedFault } from '../../../support/planted-faults.ts';

const module = 'modules/01-steel/module.yaml';
const quiz = 'modules/01-steel/quiz.yaml';

const faults: PlantedFault[] = [
  {
    fact: 'a number in an objective that no fact holds is named',
    file: module,
    replace: ['text: "Name the next steps."', 'text: "Name the 6 next steps."'],
    at: 'key: steel-next',
    message: 'objective steel-next: the number 6 stands in no fact',
  },
  {
    fact: 'a number in the summary that no fact holds is named',
    file: module,
    replace: ['summary: Why steel', 'summary: 40 ways how steel'],
    at: 'summary:',
    message: 'summary: the number 40 stands in no fact',
  },
  {
    fact: 'a number in the title of a segment that no fact holds is named',
    file: module,
    replace: ['title: The lecture', 'title: The lecture of 2019'],
    at: 'title: The lecture',
    message: 'segment lecture: the number 2019 stands in no fact',
  },
  {
    fact: 'a key figure whose value no fact holds is named',
    file: module,
    replace: ['value: "1.8"\n', 'value: "1.9"\n'],
    at: '- key: intensity',
    message: 'key figure intensity: the number 1.9 stands in no cited fact (steel-01)',
    factId: 'steel-01',
  },
  {
    fact: 'a caption with a number that no fact holds is named',
    file: module,
    replace: ['"of the emissions of the world"', '"of the emissions in 2020"'],
    at: '- key: share',
    message: 'key figure share: the number 2020 stands in no cited fact (steel-03)',
    factId: 'steel-03',
  },
  {
    fact: 'a bar that no fact holds is named',
    file: module,
    replace: ['label: "CO₂", value: 1.8', 'label: "CO₂", value: 2'],
    at: '- key: intensity',
    message: 'key figure intensity: the number 2 stands in no cited fact (steel-01)',
    factId: 'steel-01',
  },
  {
    fact: 'a key figure that cites an unknown fact is named',
    file: module,
    replace: ['facts: [steel-03]', 'facts: [steel-33]'],
    at: '- key: share',
    message: 'key figure share: fact steel-33 does not exist',
    factId: 'steel-33',
  },
  {
    fact: 'two key figures of one key are named',
    file: module,
    replace: [
      'sections: [',
      '  - { key: share, value: "8", caption: again, facts: [steel-03] }\nsections: [',
    ],
    at: '  - { key: share',
    message: 'share stands twice',
  },
  {
    fact: 'two objectives of one key are named',
    file: module,
    replace: ['keyFigures:', '  - { key: steel-why, text: "Again." }\nkeyFigures:'],
    at: '  - { key: steel-why, text: "Again." }',
    message: 'steel-why stands twice',
  },
  {
    fact: 'an objective without a question is named',
    file: module,
    replace: ['keyFigures:', '  - { key: steel-extra, text: "Explain more." }\nkeyFigures:'],
    at: 'key: steel-extra',
    message: 'objective steel-extra has no question',
  },
  {
    fact: 'a recording that the course does not have is named',
    file: module,
    replace: ['recording: training', 'recording: other'],
    at: 'recording: other',
    message: 'recording other is not in course.yaml',
  },
  {
    fact: 'a segment and a section of one key are named',
    file: module,
    replace: ['- key: lecture', '- key: why-steel-matters'],
    at: '- key: why-steel-matters',
    message: 'why-steel-matters stands twice',
  },
];

test.each(faults)('$fact', expectFault);

test('a drawing that does not show its number is named', async () => {
  const { folder, replace, lineOf } = await authoredCourse();
  await replace(module, 'part: 8, whole: 100', 'part: 8, whole: 50');
  await replace('modules/01-steel/facts.yaml', 'figures: ["8"]', 'figures: ["8", "50"]');
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toEqual([
    `content/sample/${module}:${await lineOf(module, '- key: share')}: key figure share: the drawing does not show 8 %`,
  ]);
});

test('a lecturer who is not among the experts is named', async () => {
  const { folder, replace, lineOf } = await authoredCourse();
  await replace(module, 'lecturer: li-lecturer', 'lecturer: li-other');
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toContain(
    `content/sample/${module}:${await lineOf(module, 'lecturer:')}: expert li-other is not in experts.yaml`,
  );
});

test('two sections of one key are named', async () => {
  const { folder, replace, lineOf } = await authoredCourse();
  await replace('modules/01-steel/02-next.md', 'key: steel-next-steps', 'key: why-steel-matters');
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toContain(
    `content/sample/${module}:${await lineOf(module, 'sections:')}: why-steel-matters stands twice`,
  );
});

test('a section that is listed but not there is named', async () => {
  const { folder, replace } = await authoredCourse();
  await replace(module, 'sections: [01-why.md,', 'sections: [00-first.md, 01-why.md,');
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toEqual([
    'content/sample/modules/01-steel/00-first.md:1: the file is missing',
  ]);
});

test('a bank of fewer than 12 questions is named', async () => {
  const { folder, replace } = await authoredCourse();
  const { authoredFiles } = await import('../../../support/authored-files.ts');
  const text = authoredFiles[quiz] ?? '';
  await replace(quiz, text.slice(text.indexOf('  - key: steel-q12')), '');
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toEqual([
    `content/sample/${quiz}:2: 11 questions; at least 12 are needed`,
  ]);
});

test('a bank of three types without a number is named', async () => {
  const { folder, write } = await authoredCourse();
  const { authoredFiles } = await import('../../../support/authored-files.ts');
  const text = authoredFiles[quiz] ?? '';
  const question = (number: number) => {
    const start = text.indexOf(`  - key: steel-q0${number}`);
    return text.slice(start, text.indexOf('  - key:', start + 1));
  };
  const plain = question(6).replace('steel-next', 'steel-how-much');
  await write(
    quiz,
    text.replace(question(4), plain.replace('q06', 'q44')).replace(question(5), plain.replace('q06', 'q55')),
  );
  const { problems } = await checkCourse(folder);
  expect(problems.map(({ message }) => message)).toEqual([
    '3 types of question; at least 4 are needed',
    'a numeric question with a unit is needed',
  ]);
});

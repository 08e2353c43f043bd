import { expect, test } from 'vitest';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { formatProblem } from '#lib/server/content/problems.ts';
import { authoredCourse } from '../../../support/authored-course.ts';
import { expectFault, type PlantedFault } from '../../../support/planted-faults.ts';

const steel = (file: string) => `modules/01-steel/${file}`;

test('a course that keeps the rules has no problem and no warning', async () => {
  const { folder } = await authoredCourse();
  const { course, problems, warnings } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toEqual([]);
  expect(warnings.map(formatProblem)).toEqual([]);
  expect(course?.modules).toHaveLength(1);
});

test('a problem is printed with file, line, question, number and fact', async () => {
  const { folder, replace } = await authoredCourse();
  await replace(
    steel('quiz.yaml'),
    'explanation: Its average is 1.8 tonnes.',
    'explanation: Its average is 12.',
  );
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toEqual([
    'content/sample/modules/01-steel/quiz.yaml:12: question steel-q01: the number 12 stands in no cited fact (steel-01)',
  ]);
});

const faults: PlantedFault[] = [
  {
    fact: 'a source that cites an unknown fact is named',
    file: 'course.yaml',
    replace: ['dates: 8 and 9 June 2022, facts: [cf-01]', 'dates: June, facts: [cf-09]'],
    at: 'source:',
    message: 'source.facts: fact cf-09 does not exist',
    factId: 'cf-09',
  },
  {
    fact: 'a date of the source without a fact is named',
    file: 'course.yaml',
    replace: ['dates: 8 and 9 June 2022', 'dates: 8 and 9 June 2021'],
    at: 'source:',
    message: 'source.dates: the number 2021 stands in no cited fact (cf-01)',
    factId: 'cf-01',
  },
  {
    fact: 'a number in the course summary that no fact holds is named',
    file: 'course.yaml',
    replace: ['summary: What one lecture says.', 'summary: What 77 lectures say.'],
    at: 'summary:',
    message: 'summary: the number 77 stands in no fact',
  },
  {
    fact: 'two recordings of one key are named',
    file: 'course.yaml',
    replace: [
      'modules: [01-steel]',
      '  - { key: training, title: Again, youtube: bbbbbbbbbbb }\nmodules: [01-steel]',
    ],
    at: '  - { key: training, title: Again',
    message: 'training stands twice',
  },
  {
    fact: 'an expert whose lecture the modules do not name is named',
    file: 'experts.yaml',
    replace: ['lecture: null', 'lecture: cement'],
    at: 'lecture: cement',
    message: 'expert wu-silent: lecture is cement, but the modules say null',
  },
  {
    fact: 'a lecturer without a lecture is named',
    file: 'experts.yaml',
    replace: ['lecture: steel', 'lecture: null'],
    at: 'lecture: null',
    message: 'expert li-lecturer: lecture is null, but the modules say steel',
  },
  {
    fact: 'a number in a biography without a fact is named',
    file: 'experts.yaml',
    replace: ['bio: Leads an institute.', 'bio: Leads 30 people.'],
    at: 'bio: Leads 30',
    message: 'expert wu-silent: the number 30 stands in no cited fact (none is cited)',
  },
  {
    fact: 'two experts of one key are named',
    file: 'experts.yaml',
    replace: [
      '  - key: wu-silent',
      '  - { key: wu-silent, name: W, familyName: W, role: R, affiliation: A, bio: B, facts: [], lecture: null }\n  - key: wu-silent',
    ],
    at: '  - key: wu-silent\n    name: WU',
    message: 'wu-silent stands twice',
  },
  {
    fact: 'a definition with a number and neither fact nor reference is named',
    file: 'glossary.yaml',
    replace: ['that tries something out', 'of 1998'],
    at: 'definition: A small plant',
    message: 'term pilot-plant: the number 1998 stands in no cited fact (none is cited)',
  },
  {
    fact: 'two terms of one key are named',
    file: 'glossary.yaml',
    replace: ['- key: ets', '- key: pilot-plant\n  term: Again\n  definition: Again.\n- key: ets'],
    at: '- key: pilot-plant\n  term: Again',
    message: 'pilot-plant stands twice',
  },
  {
    fact: 'a course fact must begin with cf-',
    file: 'facts.yaml',
    replace: [
      '- id: cf-01',
      '- id: steel-09\n  statement: S.\n  figures: []\n  source: { heading: H, paragraph: 1 }\n- id: cf-01',
    ],
    at: '- id: steel-09',
    message: 'fact steel-09 must begin with cf-',
    factId: 'steel-09',
  },
  {
    fact: 'a module fact must begin with the key of the module',
    file: steel('facts.yaml'),
    replace: [
      '- id: steel-01',
      '- id: iron-01\n  statement: S.\n  figures: []\n  source: { heading: H, paragraph: 1 }\n- id: steel-01',
    ],
    at: '- id: iron-01',
    message: 'fact iron-01 must begin with steel-',
    factId: 'iron-01',
  },
  {
    fact: 'a figure that is not one number is named',
    file: steel('facts.yaml'),
    replace: ['figures: ["8"]', 'figures: ["8", "2021-2025"]'],
    at: 'figures: ["8", "2021',
    message: 'fact steel-03: the figure 2021-2025 is not one number',
    factId: 'steel-03',
  },
];

test.each(faults)('$fact', expectFault);

test('two facts of one id are named', async () => {
  const { folder, replace, lineOf } = await authoredCourse();
  await replace(steel('facts.yaml'), 'id: steel-03', 'id: steel-02');
  const { problems } = await checkCourse(folder);
  const line = await lineOf(steel('facts.yaml'), '- id: steel-02\n  statement: Steel causes');
  expect(problems.map(formatProblem)).toContain(
    `content/sample/modules/01-steel/facts.yaml:${line}: steel-02 stands twice`,
  );
});

test('a question key is used once in a course, not once in a module', async () => {
  const course = await authoredCourse();
  const { authoredFiles } = await import('../../../support/authored-files.ts');
  for (const [file, text] of Object.entries(authoredFiles).filter(([name]) => name.startsWith('modules/')))
    await course.write(
      file.replace('01-steel', '02-iron'),
      text
        .replaceAll('steel-0', 'iron-0')
        .replace('key: steel\n', 'key: iron\n')
        .replace('lecturer: li-lecturer', 'lecturer: wu-silent'),
    );
  await course.replace('course.yaml', 'modules: [01-steel]', 'modules: [01-steel, 02-iron]');
  await course.replace('experts.yaml', 'lecture: null', 'lecture: iron');
  const { problems } = await checkCourse(course.folder);
  const messages = problems.map(formatProblem);
  expect(messages).toContain('content/sample/modules/02-iron/quiz.yaml:3: steel-q01 stands twice');
  expect(messages).toHaveLength(12);
});

test('a module folder that course.yaml does not list is named', async () => {
  const { folder, write, lineOf } = await authoredCourse();
  await write('modules/02-iron/module.yaml', 'key: iron\n');
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toEqual([
    `content/sample/course.yaml:${await lineOf('course.yaml', 'modules:')}: module 02-iron is not listed`,
  ]);
});

test('two modules of one key are named', async () => {
  const { folder, replace, write } = await authoredCourse();
  const { authoredFiles } = await import('../../../support/authored-files.ts');
  for (const [file, text] of Object.entries(authoredFiles).filter(([name]) => name.startsWith('modules/')))
    await write(file.replace('01-steel', '02-again'), text);
  await replace('course.yaml', 'modules: [01-steel]', 'modules: [01-steel, 02-again]');
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toContain(
    'content/sample/modules/02-again/module.yaml:1: steel stands twice',
  );
});

test('a term that no reading uses is a warning and keeps nothing from being published', async () => {
  const { folder, replace, lineOf } = await authoredCourse();
  await replace('pages/opening.md', '[trading scheme](glossary:ets)', 'trading scheme');
  const { course, problems, warnings } = await checkCourse(folder);
  expect(problems).toEqual([]);
  expect(course).not.toBeNull();
  expect(warnings.map(formatProblem)).toEqual([
    `content/sample/glossary.yaml:${await lineOf('glossary.yaml', 'key: ets')}: term ets is used in no reading`,
  ]);
});

test('a figure that its own statement does not hold is a warning; a number in words counts', async () => {
  const { folder, replace, lineOf } = await authoredCourse();
  const file = steel('facts.yaml');
  await replace(file, 'Making 1 tonne', 'Making one tonne');
  await replace(file, 'figures: ["8"]', 'figures: ["8", "55"]');
  const { problems, warnings } = await checkCourse(folder);
  expect(problems).toEqual([]);
  expect(warnings.map(formatProblem)).toEqual([
    `content/sample/${file}:${await lineOf(file, '"55"')}: fact steel-03: the figure 55 does not stand in its statement`,
  ]);
});

test('a file that module.yaml does not name is a warning', async () => {
  const { folder, write } = await authoredCourse();
  await write(steel('03-forgotten.md'), 'Words.\n');
  const { problems, warnings } = await checkCourse(folder);
  expect(problems).toEqual([]);
  expect(warnings.map(formatProblem)).toEqual([
    'content/sample/modules/01-steel/03-forgotten.md:1: module.yaml does not name this file, so nobody sees it',
  ]);
});

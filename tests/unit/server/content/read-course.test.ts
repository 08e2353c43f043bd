import { expect, test } from 'vitest';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { formatProblem } from '#lib/server/content/problems.ts';
import { authoredCourse } from '../../../support/authored-course.ts';
import { expectFault, type PlantedFault } from '../../../support/planted-faults.ts';

const steel = (file: string) => `modules/01-steel/${file}`;

const faults: PlantedFault[] = [
  {
    fact: 'an unknown key is a fault',
    file: 'course.yaml',
    replace: ['studyHours: 1', 'studyHours: 1\nstudyMinutes: 60'],
    at: 'studyMinutes',
    message: 'the file: "studyMinutes" is not a key here',
  },
  {
    fact: 'an unknown key deep in a list is named with the entry that holds it',
    file: steel('quiz.yaml'),
    replace: ['{ key: a, text: "It is light" }', '{ key: a, text: "It is light", right: false }'],
    at: '{ key: a, text: "It is light"',
    message: 'questions.steel-q01.options.a: "right" is not a key here',
  },
  {
    fact: 'a missing key is named',
    file: 'experts.yaml',
    replace: ['    familyName: WU\n', ''],
    at: '  - key: wu-silent',
    message: 'experts.wu-silent: "familyName" is missing',
  },
  {
    fact: 'a question without a fact is refused',
    file: steel('quiz.yaml'),
    replace: ['facts: [steel-03]', 'facts: []'],
    at: 'facts: []',
    message: 'questions.steel-q02.facts: needs a fact',
  },
  {
    fact: 'a key figure without a fact is refused',
    file: steel('module.yaml'),
    replace: ['facts: [steel-03]', 'facts: []'],
    at: 'facts: []',
    message: 'keyFigures.share.facts: needs a fact',
  },
  {
    fact: 'a key that is not in lower case is refused',
    file: steel('01-why.md'),
    replace: ['key: why-steel-matters', 'key: Why'],
    at: 'key: Why',
    message: 'key: must be lower-case words joined by hyphens',
  },
  {
    fact: 'a quiz draws 8 to 10 questions',
    file: steel('quiz.yaml'),
    replace: ['draw: 8', 'draw: 7'],
    at: 'draw: 7',
    message: 'draw: must be 8 to 10',
  },
  {
    fact: 'a module has 3 to 5 objectives',
    file: steel('module.yaml'),
    replace: ['  - { key: steel-next, text: "Name the next steps." }\n', ''],
    at: 'objectives:',
    message: 'objectives: needs 3 to 5 objectives',
  },
  {
    fact: 'a start without an end is refused',
    file: steel('module.yaml'),
    replace: ['start: null', 'start: 60'],
    at: '- key: lecture',
    message: 'segments.lecture: start and end are both null, or start is before end',
  },
  {
    fact: 'a segment cannot end before it starts',
    file: steel('module.yaml'),
    replace: ['start: null\n    end: null', 'start: 60\n    end: 60'],
    at: '- key: lecture',
    message: 'segments.lecture: start and end are both null, or start is before end',
  },
  {
    fact: 'bars of different units are refused',
    file: steel('module.yaml'),
    replace: ['value: 1, unit: "t" }', 'value: 1, unit: "kg" }'],
    at: 'drawing:',
    message: 'keyFigures.intensity.drawing: bars need the same unit',
  },
  {
    fact: 'a reference in the glossary must be an https address',
    file: 'glossary.yaml',
    replace: ['https://example.org/ets', 'http://example.org/ets'],
    at: 'reference:',
    message: 'ets.reference.url: must begin with https://',
  },
  {
    fact: 'wrong YAML is named with its line',
    file: 'facts.yaml',
    replace: ['  figures:', '  statement: Again.\n  figures:'],
    at: '  statement: Again.',
    message: 'YAML: Map keys must be unique',
  },
  {
    fact: 'a page without front matter is named',
    file: 'pages/closing.md',
    replace: ['---\nkey: closing', 'key: closing'],
    at: 'key: closing',
    message: 'front matter (key, title, minutes between --- lines) is missing',
  },
];

test.each(faults)('$fact', expectFault);

test('a start before an end is a window', async () => {
  const { folder, replace } = await authoredCourse();
  await replace(steel('module.yaml'), 'start: null\n    end: null', 'start: 60\n    end: 61');
  expect((await checkCourse(folder)).problems).toEqual([]);
});

test('a missing file is named, and the other files are checked all the same', async () => {
  const { folder, remove, replace, lineOf } = await authoredCourse();
  await remove('glossary.yaml');
  await remove('facts.yaml');
  await replace(steel('01-why.md'), '1.8 tonnes of CO₂. [^steel-01]', '1.9 tonnes of CO₂. [^steel-01]');
  const { course, problems } = await checkCourse(folder);
  expect(course).toBeNull();
  expect(problems.map(formatProblem)).toEqual([
    'content/sample/facts.yaml:1: the file is missing',
    'content/sample/glossary.yaml:1: the file is missing',
    `content/sample/${steel('01-why.md')}:${await lineOf(steel('01-why.md'), '1.9')}: the number 1.9 stands in no fact cited here (steel-01)`,
  ]);
});

test('without course.yaml every module folder is checked', async () => {
  const { folder, remove, replace } = await authoredCourse();
  await remove('course.yaml');
  await replace(steel('quiz.yaml'), 'facts: [steel-03]', 'facts: [steel-77]');
  const { problems } = await checkCourse(folder);
  expect(problems.map(({ message }) => message)).toEqual([
    'the file is missing',
    'question steel-q02: fact steel-77 does not exist',
  ]);
});

test('a module that cannot be read does not make its facts unknown to others', async () => {
  const { folder, remove } = await authoredCourse();
  await remove(steel('quiz.yaml'));
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toEqual([
    'content/sample/modules/01-steel/quiz.yaml:1: the file is missing',
  ]);
});

test('lines of a file with Windows line ends and a byte order mark are counted the same', async () => {
  const { folder, write } = await authoredCourse();
  const text = '---\nkey: closing\ntitle: What they share\nminutes: 2\n---\nOne.\n\nIt is 12.\n';
  await write('pages/closing.md', `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  const { problems } = await checkCourse(folder);
  expect(problems.map(formatProblem)).toEqual([
    'content/sample/pages/closing.md:8: the number 12 stands in no fact cited here (none is cited)',
  ]);
});

test('a folder that is no course says what is missing', async () => {
  const { problems } = await checkCourse('/nonexistent/course');
  expect(problems.map(({ message }) => message)).toEqual(Array(6).fill('the file is missing'));
});

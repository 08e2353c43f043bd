import { expect, test } from 'vitest';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { formatProblem } from '#lib/server/content/problems.ts';
import { authoredCourse } from '../../../support/authored-course.ts';
import { expectFault, type PlantedFault } from '../../../support/planted-faults.ts';

const why = 'modules/01-steel/01-why.md';
const next = 'modules/01-steel/02-next.md';
const standIn = 'modules/01-steel/stand-in.md';

const faults: PlantedFault[] = [
  {
    fact: 'a number that the cited fact does not hold is named with the fact',
    file: why,
    replace: ['releases 1.8 tonnes', 'releases 1.9 tonnes'],
    at: 'releases 1.9',
    message: 'the number 1.9 stands in no fact cited here (steel-01)',
    factId: 'steel-01',
  },
  {
    fact: 'a number without any citation is named',
    file: why,
    replace: ['- It is a lot.', '- It is 8% of the world.'],
    at: '- It is 8%',
    message: 'the number 8 stands in no fact cited here (none is cited)',
  },
  {
    fact: 'a citation in one list item does not serve the next',
    file: why,
    replace: ['- It is a lot.', '- It is about 8%.'],
    at: '- It is about 8%',
    message: 'the number 8 stands in no fact cited here (none is cited)',
  },
  {
    fact: 'each row of a table cites for itself',
    file: why,
    replace: ['[^steel-01] |\n', '[^steel-01] |\n| Two tonnes | 3.6 t |\n'],
    at: '| Two tonnes',
    message: 'the number 3.6 stands in no fact cited here (none is cited)',
  },
  {
    fact: 'an ordinal is a number',
    file: next,
    replace: ['the 14th plan', 'the 15th plan'],
    at: 'the 15th plan',
    message: 'the number 15 stands in no fact cited here (steel-02)',
    factId: 'steel-02',
  },
  {
    fact: 'a number in bold, in a link or in a note is a number too',
    file: next,
    replace: ['**your own plant**', 'the **[77 plants](https://example.org/)**'],
    at: 'Think about',
    message: 'the number 77 stands in no fact cited here (none is cited)',
  },
  {
    fact: 'a fact that does not exist is named at its line',
    file: next,
    replace: [':::\n', ':::\n\nMore words. [^steel-99]\n'],
    at: 'More words.',
    message: 'fact steel-99 does not exist',
    factId: 'steel-99',
  },
  {
    fact: 'a fact that does not exist is named in a beyond note as well',
    file: why,
    replace: ['Somebody else gives 7%.', 'Somebody else gives 7%. [^steel-99]'],
    at: 'Somebody else',
    message: 'fact steel-99 does not exist',
    factId: 'steel-99',
  },
  {
    fact: 'a heading rests on the first text below it',
    file: why,
    replace: ['## The world', '## The world and its 9 makers'],
    at: '## The world',
    message: 'the number 9 stands in no fact cited here (steel-03)',
    factId: 'steel-03',
  },
  {
    fact: 'a title rests on the first paragraph',
    file: why,
    replace: ['title: Why steel matters', 'title: 5 reasons for steel'],
    at: 'title: 5 reasons',
    message: 'the number 5 of the title stands in no fact cited in the first paragraph',
  },
  {
    fact: 'a term that the glossary does not hold is named',
    file: next,
    replace: ['glossary:pilot-plant', 'glossary:pilot-plants'],
    at: '[pilot plants]',
    message: 'term pilot-plants is not in glossary.yaml',
  },
  {
    fact: 'a figure that the module does not have is named',
    file: why,
    replace: ['::: figure share', '::: figure shares'],
    at: '::: figure shares',
    message: 'key figure shares is not in module.yaml',
  },
  {
    fact: 'a page has no key figures',
    file: 'pages/opening.md',
    replace: ['Look at', '\n\n::: figure share\n:::\n\nLook at'],
    at: '::: figure share',
    message: 'key figure share is not in module.yaml',
  },
  {
    fact: 'a stand-in says in its first paragraph that it is a written summary',
    file: standIn,
    replace: ['This is a written summary of', 'This is'],
    at: 'This is',
    message: 'the first paragraph of a stand-in must say that it is a written summary',
  },
  {
    fact: 'a number in a stand-in needs a fact',
    file: standIn,
    replace: ['Producers run pilot plants.', 'Producers run 300 pilot plants.'],
    at: 'Producers run 300',
    message: 'the number 300 stands in no fact cited here (steel-02)',
    factId: 'steel-02',
  },
  {
    fact: 'a number on a page needs a fact',
    file: 'pages/opening.md',
    replace: ['in 2022.', 'in 2021.'],
    at: 'in 2021.',
    message: 'the number 2021 stands in no fact cited here (cf-01)',
    factId: 'cf-01',
  },
  {
    fact: 'a beyond note needs its reference',
    file: why,
    replace: ['roadmap "A roadmap, 2020"', 'roadmap'],
    at: '::: beyond',
    message: '::: beyond needs an https address and a reference in quotation marks',
  },
  {
    fact: 'a beyond note needs an https address',
    file: why,
    replace: ['::: beyond https:', '::: beyond http:'],
    at: '::: beyond',
    message: '::: beyond needs an https address and a reference in quotation marks',
  },
  {
    fact: 'a block that is never closed is named',
    file: next,
    replace: ['plant**.\n:::', 'plant**.'],
    at: '::: note',
    message: 'this ::: note block is never closed with :::',
  },
  {
    fact: 'an unknown block is named',
    file: next,
    replace: ['::: note\nThink about **your own plant**.\n:::', '::: warning\nThink.\n:::'],
    at: '::: warning',
    message: 'this ::: block is not known, or closes nothing; use beyond, note or figure',
  },
  {
    fact: 'a figure block holds nothing',
    file: why,
    replace: ['::: figure intensity\n:::', '::: figure intensity\nIt is 99.\n:::'],
    at: '::: figure intensity',
    message: 'a ::: figure block holds nothing; its words stand in module.yaml',
  },
  {
    fact: 'a citation that is no fact id is named',
    file: next,
    replace: ['[^steel-02]', '[^steel-02] [^steel]'],
    at: 'Producers run',
    message: 'this citation is not a fact id such as [^steel-03]',
  },
  {
    fact: 'a link to anything but https and the glossary is named',
    file: next,
    replace: ['glossary:pilot-plant', '/other/page'],
    at: 'Producers run',
    message: 'this link is refused; use https:// or glossary:key, and no citation inside',
  },
  {
    fact: 'a citation inside a link is named',
    file: next,
    replace: ['[pilot plants]', '[pilot plants [^steel-02]]'],
    at: 'Producers run',
    message: 'this link is refused; use https:// or glossary:key, and no citation inside',
  },
  ...(
    [
      ['a heading of the first level', '# Title', 'headings begin with ## or ###'],
      ['a heading of the fourth level', '#### Title', 'headings begin with ## or ###'],
      ['HTML', 'Some <b>bold</b> words', 'HTML is not part of the format'],
      ['a comment', '<!-- later -->', 'HTML is not part of the format'],
      ['a picture', 'See ![it](https://example.org/x.png)', 'pictures are not part of the format'],
      ['a quotation', '> Somebody said so.', 'quotations are not part of the format'],
      ['a ruled line', '* * *', 'ruled lines are not part of the format'],
      ['a double line', 'Title\n===', 'ruled lines are not part of the format'],
      ['code', 'A `word`', 'code is not part of the format'],
      ['a block of code', '```\nword\n```', 'code is not part of the format'],
      ['an indented block', '    word', 'indented blocks are not part of the format'],
      ['struck-out text', 'A ~~word~~', 'struck-out text is not part of the format'],
      [
        'a broken table',
        '| What | How much |',
        'this table lacks its line of dashes, or an empty line before it',
      ],
    ] as const
  ).map(([what, text, message]): PlantedFault => ({
    fact: `${what} is no part of the format`,
    file: next,
    replace: ['::: note', `${text}\n\n::: note`],
    at: text,
    message,
  })),
];

test.each(faults)('$fact', expectFault);

test('a line under a title is no heading', () =>
  expectFault({
    fact: '',
    file: next,
    replace: ['::: note', 'Title\n---\n\n::: note'],
    at: '---\n\n::: note',
    message: 'ruled lines are not part of the format',
  }));

test('a module cites its own facts and those of the course, not those of another module', async () => {
  const course = await authoredCourse();
  await course.replace(next, ':::\n', ':::\n\nThe training was in 2022. [^cf-01]\n');
  expect((await checkCourse(course.folder)).problems).toEqual([]);

  await course.write('modules/02-iron/facts.yaml', '[]\n');
  await course.replace('course.yaml', '[01-steel]', '[01-steel, 02-iron]');
  await course.replace(next, '[^cf-01]', '[^iron-01]');
  const unread = (await checkCourse(course.folder)).problems.map(({ message }) => message);
  expect(unread).toEqual([
    'fact iron-01 belongs to another module',
    'the file is missing',
    'the file is missing',
  ]);
});

test('one fact that several places cite is enough for all numbers of a block', async () => {
  const { folder, replace } = await authoredCourse();
  await replace(
    next,
    '(2021–2025). [^steel-02]',
    '(2021–2025). [^steel-02] It releases 1.8 t for 1 t. [^steel-01]',
  );
  expect((await checkCourse(folder)).problems).toEqual([]);
});

test('numbers in a beyond note need no fact', async () => {
  const { folder, replace } = await authoredCourse();
  await replace(
    why,
    'Somebody else gives 7%.',
    'Somebody gives 7%.\n\n- 27 to 30\n\n| a | b |\n|---|---|\n| 5 | 6 |',
  );
  expect((await checkCourse(folder)).problems.map(formatProblem)).toEqual([]);
});

test('a page may cite the facts of a module', async () => {
  const { folder } = await authoredCourse();
  const { course } = await checkCourse(folder);
  expect(course?.closing.reading.factIds).toEqual(['steel-01']);
});

import { expect, test } from 'vitest';
import { buildCourse } from '#lib/server/content/build-course.ts';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { authoredCourse } from '../../../support/authored-course.ts';

async function build() {
  const { folder } = await authoredCourse();
  const { course } = await checkCourse(folder);
  if (!course) throw new Error('The course is not in order.');
  return buildCourse(course);
}

test('what the author wrote becomes the course that pages read', async () => {
  const { document } = await build();
  expect(document).toMatchObject({
    key: 'sample',
    slug: 'sample',
    title: 'A sample course',
    language: 'en',
    studyHours: 1,
    passMarkPercent: 60,
    attemptRules: { freeAttempts: 3, coolDownSeconds: 600, attemptLimit: null, timeLimitSeconds: null },
    source: { title: 'A report', organisers: ['A university'], dates: '8 and 9 June 2022' },
    recordings: [{ key: 'training', title: 'The recording', youtubeId: 'aaaaaaaaaaa', playlistId: 'PLx' }],
    expertsNote: 'The report gives no lecture of one of them.',
  });
  expect(document.opening).toMatchObject({ key: 'opening', factIds: ['cf-01'], termKeys: ['ets'] });
  expect(document.experts.map(({ key, moduleKey }) => [key, moduleKey])).toEqual([
    ['li-lecturer', 'steel'],
    ['wu-silent', null],
  ]);
  expect(document.glossary).toEqual([
    {
      key: 'pilot-plant',
      term: 'Pilot plant',
      short: null,
      definition: 'A small plant that tries something out.',
      reference: null,
    },
    {
      key: 'ets',
      term: 'Emission trading scheme',
      short: 'ETS',
      definition: 'A market for emissions, begun in 2005.',
      reference: { title: 'A public page', url: 'https://example.org/ets' },
    },
  ]);
});

test('a module keeps its order, its figures and its facts', async () => {
  const { document } = await build();
  const [module] = document.modules;
  expect(module).toMatchObject({ key: 'steel', slug: 'steel', number: 1, lecturerKey: 'li-lecturer' });
  expect(module?.sections.map(({ key, factIds }) => [key, factIds])).toEqual([
    ['why-steel-matters', ['steel-01', 'steel-03']],
    ['steel-next-steps', ['steel-02']],
  ]);
  expect(module?.keyFigures[1]).toEqual({
    key: 'share',
    value: '8',
    unit: '%',
    caption: 'of the emissions of the world',
    factIds: ['steel-03'],
    drawing: { type: 'share', part: 8, whole: 100 },
  });
  expect(module?.segments).toMatchObject([
    {
      key: 'lecture',
      recordingKey: 'training',
      startSeconds: null,
      endSeconds: null,
      standIn: { key: 'stand-in' },
    },
  ]);
  expect(module?.facts[0]).toEqual({
    id: 'steel-01',
    statement: 'Making 1 tonne of steel causes 1.8 tonnes of CO₂ on average.',
    source: { heading: 'Steel', paragraph: 1 },
  });
  expect(module?.quiz.draw).toBe(8);
  expect(module?.quiz.questions[0]).toEqual({ key: 'steel-q01', objectiveKey: 'steel-why', revisionId: '' });
});

test('a question of each type becomes its document', async () => {
  const { questions } = await build();
  expect(questions).toHaveLength(12);
  expect(questions.every(({ moduleKey }) => moduleKey === 'steel')).toBe(true);
  const [single, multiple, trueFalse, numeric, ordering] = questions.map(({ document }) => document);
  expect(single).toEqual({
    type: 'single-choice',
    key: 'steel-q01',
    objectiveKey: 'steel-why',
    sectionKey: 'why-steel-matters',
    factIds: ['steel-01'],
    prompt: 'What is true of steel?',
    explanation: 'Its average is 1.8 tonnes.',
    points: 1,
    options: [
      { key: 'a', text: 'It is light' },
      { key: 'b', text: 'One tonne stands for 1.8 tonnes of CO₂' },
    ],
    correctKey: 'b',
  });
  expect(multiple).toMatchObject({ type: 'multiple-choice', correctKeys: ['a', 'c'] });
  expect(trueFalse).toMatchObject({ type: 'true-false', answer: false });
  expect(trueFalse).not.toHaveProperty('decoys');
  expect(numeric).toMatchObject({
    type: 'numeric',
    value: 1.8,
    tolerance: { absolute: 0.05 },
    unit: 't',
    units: [
      { unit: 't', factor: 1, aliases: ['tonne', 'tonnes'] },
      { unit: 'kg', factor: 0.001, aliases: ['kilogram'] },
    ],
  });
  expect(ordering).toMatchObject({ type: 'ordering', items: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] });
});

test('no option of a document says whether it is right', async () => {
  const { questions } = await build();
  expect(JSON.stringify(questions)).not.toContain('"correct":');
});

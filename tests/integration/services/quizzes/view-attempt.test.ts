import { beforeEach, describe, expect, test } from 'vitest';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { viewAttempt } from '#lib/server/services/quizzes/view-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { quizWorld, type QuizWorld } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;
let attemptId: string;

beforeEach(async () => {
  world = await quizWorld(db, { timeLimitSeconds: 600 });
  attemptId = await world.start();
});

const view = (given: Partial<{ course: string; module: string; attemptId: string }> = {}) =>
  viewAttempt(world.as(), { ...world.place, attemptId, ...given });

async function openView() {
  const seen = await view();
  if (seen.phase !== 'open') throw new Error('The attempt is closed.');
  return seen;
}

async function reviewed() {
  const seen = await view();
  if (seen.phase !== 'graded') throw new Error('The attempt is not graded.');
  return seen;
}

async function answer(position: number, given?: unknown) {
  const row = (await world.stored(attemptId)).rows[position - 1];
  if (!row) throw new Error(`No question ${position}`);
  const sent = given === undefined ? world.rightAnswer(row) : given;
  await saveAnswer(world.as(), { attemptId, questionKey: row.questionKey, answer: sent, seq: 1 });
  return row;
}

describe('an open attempt', () => {
  test('shows the questions in the order of the start, the same at every look', async () => {
    const { rows } = await world.stored(attemptId);
    const { questions } = await openView();
    expect(questions.map(({ asked }) => asked.key)).toEqual(rows.map(({ questionKey }) => questionKey));
    expect((await openView()).questions).toEqual(questions);
  });

  test('holds neither key, score nor explanation', async () => {
    await answer(1);
    const { course: _course, module: _module, ...sent } = await openView();
    const text = JSON.stringify(sent);
    for (const hidden of [
      'correct',
      'Explanation',
      'explanation',
      'factor',
      'tolerance',
      'score',
      'percent',
      'steel-01',
    ])
      expect(text).not.toContain(hidden);
    expect(text).not.toMatch(/"(answer|value)":/);
  });

  test('shows again what was answered, also what cannot be read', async () => {
    const { questions } = await openView();
    const numeric = questions.findIndex(({ asked }) => asked.type === 'numeric');
    const other = questions.findIndex(({ asked }) => asked.type === 'single-choice');
    if (numeric >= 0) await answer(numeric + 1, { typed: 'about two', unit: 'kg' });
    await answer(other + 1, 'a');
    const after = (await openView()).questions;
    if (numeric >= 0)
      expect(after[numeric]).toMatchObject({ draft: { typed: 'about two', unit: 'kg' }, seq: 1 });
    expect(after[other]).toMatchObject({ draft: 'a', seq: 1 });
  });
});

describe('a graded attempt', () => {
  test('shows score, own and right answers, explanation, section and source', async () => {
    const { rows } = await world.stored(attemptId);
    for (const { position } of rows.slice(0, 4)) await answer(position);
    await submitAttempt(world.as(), { attemptId });
    const seen = await reviewed();
    expect(seen).toMatchObject({ percent: 80, passed: true, score: 4, maxScore: 5, number: 1 });
    expect(seen.questions.map(({ points, answered }) => [points, answered])).toEqual([
      [1, true],
      [1, true],
      [1, true],
      [1, true],
      [0, false],
    ]);
    for (const question of seen.questions) {
      expect(question.explanation).toMatch(/^Explanation/);
      expect(question.section?.title).toMatch(/^Section steel-(first|second)/);
      expect(question.sources).toEqual([{ heading: 'steel', paragraph: 1 }]);
    }
  });

  test('an attempt that ran out is closed and graded by looking at it', async () => {
    await answer(1);
    world.clock.advance(601);
    expect(await reviewed()).toMatchObject({ score: 1, passed: false });
    expect((await world.stored(attemptId)).attempt.state).toBe('graded');
  });

  test('a question that was corrected since is shown as it was asked', async () => {
    const row = await answer(1);
    const question = world.questions.get(row.questionRevisionId);
    const [module] = world.course.document.modules;
    const entry = module?.quiz.questions.find(({ key }) => key === row.questionKey);
    if (!question || !entry) throw new Error('no question');
    entry.revisionId = 'another';
    world.questions.set('another', { ...question, prompt: 'Corrected' });
    await submitAttempt(world.as(), { attemptId });
    expect((await reviewed()).questions[0]?.prompt).toBe(question.prompt);
  });
});

describe('the place in the recording that answers a question', () => {
  const place = { segmentKey: 'lecture', seconds: 40 };
  beforeEach(() => {
    for (const [id, question] of world.questions) world.questions.set(id, { ...question, watch: place });
  });

  test('is offered for a wrong answer, and not for a right one', async () => {
    await answer(1);
    await submitAttempt(world.as(), { attemptId });
    expect((await reviewed()).questions.map(({ watch }) => watch)).toEqual([
      null,
      ...Array.from({ length: 4 }, () => ({ ...place, title: 'The lecture' })),
    ]);
  });

  test('is offered for an answer that is partly right', async () => {
    const { rows } = await world.stored(attemptId);
    const at = rows.findIndex(
      ({ questionRevisionId }) => world.questions.get(questionRevisionId)?.type === 'ordering',
    );
    const row = rows[at];
    if (!row) return;
    const [first, second] = Object.keys(world.rightAnswer(row) as object);
    const right = world.rightAnswer(row) as Record<string, string>;
    await answer(at + 1, { ...right, [first ?? '']: '2', [second ?? '']: '1' });
    await submitAttempt(world.as(), { attemptId });
    const question = (await reviewed()).questions[at];
    expect(question?.points).toBeLessThan(question?.most ?? 0);
    expect(question?.watch).toMatchObject(place);
  });

  test('is told nowhere before the attempt is graded', async () => {
    await answer(1, null);
    const { course: _course, module: _module, ...sent } = await openView();
    expect(JSON.stringify(sent)).not.toMatch(/watch|segmentKey|lecture/);
  });

  test.each([
    ['the segment is gone from the module', { key: 'another' }],
    ['its window does not reach so far any more', { startSeconds: 60, endSeconds: 100 }],
  ])('is not offered when %s', async (_why, change) => {
    const [segment] = world.course.document.modules[0]?.segments ?? [];
    if (segment) Object.assign(segment, change);
    await submitAttempt(world.as(), { attemptId });
    expect((await reviewed()).questions.every(({ watch }) => watch === null)).toBe(true);
  });
});

describe('an attempt is not there', () => {
  test('for anybody but its learner', async () => {
    const input = { ...world.place, attemptId };
    for (const actor of [await insertUser(db), await insertUser(db, { role: 'instructor' })])
      await expect(viewAttempt(world.as(actor), input)).rejects.toMatchObject({ code: 'not-found' });
    await expect(viewAttempt(world.as(null), input)).rejects.toMatchObject({ code: 'login-required' });
  });

  test.each([
    [{ module: 'cement' }],
    [{ course: 'nowhere' }],
    [{ attemptId: 'x' }],
    [{ attemptId: '00000000-0000-7000-8000-000000000000' }],
  ])('at %j', async (wrong) => {
    await expect(view(wrong)).rejects.toMatchObject({ code: 'not-found' });
  });
});

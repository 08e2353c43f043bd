import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { certificates, moduleCompletions } from '#lib/server/db/schema/index.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { viewCourseProgress } from '#lib/server/services/learning/view-course-progress.ts';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { viewAttempt } from '#lib/server/services/quizzes/view-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  addQuestion,
  addSection,
  authoredAnswer,
  correctQuestion,
  publishingWorld,
  questionRevisionsOf,
  removeQuestion,
  removeSection,
  STEEL,
  storedAnswer,
  type PublishingWorld,
} from '../../../support/factories/publishing.ts';

/** What a new revision means for those who are in the course already. */

const database = await freshDatabase();
const { sql } = database;
let world: PublishingWorld;

beforeEach(async () => {
  world = await publishingWorld(database);
});

const start = async (actor: Actor) => (await startAttempt(world.as(actor), STEEL)).attemptId;
const view = (actor: Actor, attemptId: string) => viewAttempt(world.as(actor), { ...STEEL, attemptId });
const submit = (actor: Actor, attemptId: string) => submitAttempt(world.as(actor), { attemptId });

/** Answers every question right by the first revision, unless said otherwise. */
async function answer(actor: Actor, attemptId: string, given: Record<string, unknown> = {}) {
  const attempt = await view(actor, attemptId);
  if (attempt.phase !== 'open') throw new Error('The attempt is not open.');
  for (const { asked } of attempt.questions)
    await saveAnswer(world.as(actor), {
      attemptId,
      questionKey: asked.key,
      answer: asked.key in given ? given[asked.key] : authoredAnswer(asked.key),
      seq: 1,
    });
}

async function read(actor: Actor, sections = ['why-steel-matters', 'steel-next-steps']) {
  for (const section of sections) await markSection(world.as(actor), { ...STEEL, section, read: true });
  await markStandIn(world.as(actor), { ...STEEL, segment: 'lecture', read: true });
}

async function completeCourse(actor: Actor) {
  await read(actor);
  const attemptId = await start(actor);
  await answer(actor, attemptId);
  await submit(actor, attemptId);
}

const progressOf = async (actor: Actor) => {
  const { progress } = await viewCourseProgress(world.as(actor), STEEL);
  if (!progress) throw new Error('Not enrolled.');
  return progress;
};

/** Completions and certificates, byte for byte, with the transaction that wrote them. */
const earned = () => sql`
  select xmin::text, c::text from module_completions c
  union all select xmin::text, c::text from certificates c order by 2`;

const ONE_TONNE = { 'steel-q04': { typed: '1', unit: 't' } };

describe('an attempt that was started before a correction', () => {
  test('is graded by the key that it was asked with', async () => {
    await world.publish();
    const [right, wrong] = [await world.learner(), await world.learner()];
    const attempts = [await start(right), await start(wrong)] as const;
    await answer(right, attempts[0]);
    await answer(wrong, attempts[1], ONE_TONNE);
    await correctQuestion(world.authored);
    await world.publish();
    await submit(right, attempts[0]);
    await submit(wrong, attempts[1]);
    expect(await storedAnswer(database, right, 'steel-q04')).toMatchObject({
      attempt: { state: 'graded', score: 8, maxScore: 8 },
      question: { points: 1 },
    });
    expect(await storedAnswer(database, wrong, 'steel-q04')).toMatchObject({
      attempt: { state: 'graded', score: 7, maxScore: 8 },
      question: { points: 0 },
    });
  });

  test('stays as it was graded, and shows the old key', async () => {
    await world.publish();
    const learner = await world.learner();
    const attemptId = await start(learner);
    await answer(learner, attemptId);
    await submit(learner, attemptId);
    const before = await view(learner, attemptId);
    await correctQuestion(world.authored);
    await world.publish();
    const after = await view(learner, attemptId);
    expect(after).toMatchObject({ phase: 'graded', score: 8 });
    if (before.phase !== 'graded' || after.phase !== 'graded') throw new Error('Not graded.');
    expect(after.questions).toEqual(before.questions);
  });

  test('is left alone by a new one, which is asked the new revision', async () => {
    await world.publish();
    const [early, late] = [await world.learner(), await world.learner()];
    const old = await start(early);
    await correctQuestion(world.authored);
    await world.publish();
    const [first, second] = await questionRevisionsOf(database, 'steel-q04');
    expect(await start(early)).toBe(old);
    expect((await storedAnswer(database, early, 'steel-q04')).question.questionRevisionId).toBe(first?.id);

    const attemptId = await start(late);
    await answer(late, attemptId, ONE_TONNE);
    await submit(late, attemptId);
    expect((await storedAnswer(database, late, 'steel-q04')).question).toMatchObject({
      questionRevisionId: second?.id,
      points: 1,
    });
  });

  test('is still asked and graded a question that was removed', async () => {
    await addQuestion(world.authored);
    await world.publish();
    const learner = await world.learner();
    const attemptId = await start(learner);
    await removeQuestion(world.authored);
    await world.publish();
    await answer(learner, attemptId);
    await submit(learner, attemptId);
    expect(await storedAnswer(database, learner, 'steel-q13')).toMatchObject({
      attempt: { score: 8 },
      question: { points: 1 },
    });
    world.clock.advance(3600);
    await start(learner);
    const next = await view(learner, await start(learner));
    if (next.phase !== 'open') throw new Error('The attempt is not open.');
    expect(next.questions.map(({ asked }) => asked.key)).not.toContain('steel-q13');
  });

  test('shows a graded question whose section was removed, without the link to it', async () => {
    await addSection(world.authored);
    await world.authored.replace(
      'modules/01-steel/quiz.yaml',
      'objective: steel-how-much\n    section: why-steel-matters',
      'objective: steel-how-much\n    section: steel-extra',
    );
    await world.publish();
    const learner = await world.learner();
    const attemptId = await start(learner);
    await world.authored.replace(
      'modules/01-steel/quiz.yaml',
      'section: steel-extra',
      'section: why-steel-matters',
    );
    await removeSection(world.authored);
    await world.publish();
    await submit(learner, attemptId);
    const attempt = await view(learner, attemptId);
    if (attempt.phase !== 'graded') throw new Error('Not graded.');
    expect(attempt.questions.find(({ key }) => key === 'steel-q04')).toMatchObject({ section: null });
  });
});

describe('what was earned before', () => {
  test('a completion and the certificate stay, byte for byte, when the course asks for more', async () => {
    await world.publish();
    const learner = await world.learner();
    await completeCourse(learner);
    const before = await earned();
    expect(before).toHaveLength(2);

    await addSection(world.authored);
    await addQuestion(world.authored);
    await world.authored.replace('course.yaml', 'passMarkPercent: 60', 'passMarkPercent: 100');
    await world.publish();

    expect(await earned()).toEqual(before);
    expect(await progressOf(learner)).toMatchObject({
      complete: true,
      modulesDone: 1,
      modules: [{ state: 'complete', completedAt: world.clock.now() }],
    });
  });

  test('new evidence under a new revision neither takes nor repeats it', async () => {
    await world.publish();
    const learner = await world.learner();
    await completeCourse(learner);
    const before = await earned();
    await addSection(world.authored);
    await world.publish();
    world.clock.advance(86_400);
    await read(learner, ['steel-extra']);
    await markSection(world.as(learner), { ...STEEL, section: 'why-steel-matters', read: false });
    const attemptId = await start(learner);
    await submit(learner, attemptId);
    expect(await earned()).toEqual(before);
    expect((await progressOf(learner)).complete).toBe(true);
  });

  test('a pass stays a pass when its questions are corrected', async () => {
    await world.publish();
    const learner = await world.learner();
    const attemptId = await start(learner);
    await answer(learner, attemptId);
    await submit(learner, attemptId);
    await correctQuestion(world.authored);
    await world.publish();
    expect((await progressOf(learner)).modules[0]?.quiz).toMatchObject({ passed: true, bestPercent: 100 });
    await read(learner);
    expect((await progressOf(learner)).complete).toBe(true);
  });

  test('what was read counts on, and only the new section is missing', async () => {
    await world.publish();
    const learner = await world.learner();
    await read(learner);
    await addSection(world.authored);
    await world.publish();
    const [module] = (await progressOf(learner)).modules;
    expect(module?.state).toBe('in-progress');
    expect(module?.missing.map((missing) => ('key' in missing ? missing.key : missing.kind))).toEqual([
      'steel-extra',
      'quiz',
    ]);
  });

  test('a removed section is not asked for any more, and its marks do no harm', async () => {
    await addSection(world.authored);
    await world.publish();
    const [learner, reader] = [await world.learner(), await world.learner()];
    await read(learner);
    await read(reader, ['steel-extra']);
    await removeSection(world.authored);
    await world.publish();
    expect((await progressOf(reader)).modules[0]).toMatchObject({ stepsDone: 1, stepsTotal: 4 });
    const attemptId = await start(learner);
    await answer(learner, attemptId);
    await submit(learner, attemptId);
    expect(await progressOf(learner)).toMatchObject({ complete: true });
  });
});

test('completions and certificates name the revision under which they were earned', async () => {
  await world.publish();
  const first = await world.published();
  const [early, late] = [await world.learner(), await world.learner()];
  await completeCourse(early);
  await correctQuestion(world.authored);
  await world.publish();
  const second = await world.published();
  await completeCourse(late);
  const named = async (table: typeof moduleCompletions | typeof certificates) =>
    new Map(
      (await database.db.select({ userId: table.userId, revisionId: table.revisionId }).from(table)).map(
        ({ userId, revisionId }) => [userId, revisionId],
      ),
    );
  const expected = new Map<string | null, string>([
    [early.userId, first.revisionId],
    [late.userId, second.revisionId],
  ]);
  expect(await named(moduleCompletions)).toEqual(expected);
  expect(await named(certificates)).toEqual(expected);
  expect(await database.db.select({ number: certificates.revisionNumber }).from(certificates)).toEqual(
    expect.arrayContaining([{ number: 1 }, { number: 2 }]),
  );
});

import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Courses } from '#lib/server/content/courses.ts';
import { attempts, certificates, moduleCompletions } from '#lib/server/db/schema/index.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { gradeAttempt } from '#lib/server/services/quizzes/grade-attempt.ts';
import { gradeWaitingAttempts } from '#lib/server/services/quizzes/grade-waiting-attempts.ts';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { formOf, quizWorld, type QuizWorld } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;

beforeEach(async () => {
  world = await quizWorld(db, { timeLimitSeconds: 600 });
});

/** Answers every question right, or as many as said, by single saves. */
async function answerRight(attemptId: string, count = 99) {
  const { rows } = await world.stored(attemptId);
  for (const row of rows.slice(0, count))
    await saveAnswer(world.as(), {
      attemptId,
      questionKey: row.questionKey,
      answer: world.rightAnswer(row),
      seq: 1,
    });
}

const submit = (attemptId: string, body?: string) =>
  submitAttempt(world.as(), { attemptId, ...(body === undefined ? {} : { answers: formOf(body) }) });

describe('handing in', () => {
  test('grades what was saved', async () => {
    const attemptId = await world.start();
    await answerRight(attemptId, 3);
    world.clock.advance(30);
    await submit(attemptId);
    const { attempt, rows } = await world.stored(attemptId);
    const now = world.clock.now();
    expect(attempt).toMatchObject({
      state: 'graded',
      score: 3,
      maxScore: 5,
      submittedAt: now,
      gradedAt: now,
    });
    expect(rows.map(({ points }) => points)).toEqual([1, 1, 1, 0, 0]);
  });

  test('counts the answers of the form too, and loses none that the form does not speak of', async () => {
    const attemptId = await world.start();
    const { rows } = await world.stored(attemptId);
    await answerRight(attemptId, 2);
    const third = rows[2];
    if (!third) throw new Error('no third question');
    const params = new URLSearchParams();
    const right = world.rightAnswer(third);
    if (right && typeof right === 'object' && !Array.isArray(right))
      for (const [part, value] of Object.entries(right))
        params.append(
          part === 'typed' ? `q.${third.questionKey}` : `q.${third.questionKey}.${part}`,
          String(value),
        );
    else for (const value of [right].flat()) params.append(`q.${third.questionKey}`, String(value));
    await submit(attemptId, params.toString());
    expect((await world.stored(attemptId)).attempt).toMatchObject({ state: 'graded', score: 3 });
  });

  test('again changes nothing', async () => {
    const attemptId = await world.start();
    await answerRight(attemptId, 2);
    await submit(attemptId);
    const before = await world.stored(attemptId);
    world.clock.advance(60);
    await submit(attemptId, `q.${before.rows[4]?.questionKey}=a`);
    expect(await world.stored(attemptId)).toEqual(before);
  });

  test('twenty times at once grades once', async () => {
    const attemptId = await world.start();
    await answerRight(attemptId);
    await Promise.all(Array.from({ length: 20 }, () => submit(attemptId)));
    expect((await world.stored(attemptId)).attempt).toMatchObject({ state: 'graded', score: 5, maxScore: 5 });
  });

  test('too late counts what was saved in time, as of the deadline', async () => {
    const attemptId = await world.start();
    await answerRight(attemptId, 1);
    const { attempt: started, rows } = await world.stored(attemptId);
    world.clock.advance(700);
    await submit(attemptId, `q.${rows[1]?.questionKey}=a`);
    const { attempt, rows: after } = await world.stored(attemptId);
    expect(attempt).toMatchObject({ state: 'graded', score: 1, submittedAt: started.deadlineAt });
    expect(after[1]?.answer).toBeNull();
  });

  test('is only for the learner', async () => {
    const attemptId = await world.start();
    const stranger = await insertUser(db);
    await expect(submitAttempt(world.as(stranger), { attemptId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(submitAttempt(world.as(null), { attemptId })).rejects.toMatchObject({
      code: 'login-required',
    });
    await expect(submit('not-an-id')).rejects.toMatchObject({ code: 'not-found' });
    expect((await world.stored(attemptId)).attempt.state).toBe('in_progress');
  });
});

describe('what passing leads to', () => {
  const readAll = async (module: string) => {
    const at = { course: world.course.document.slug, module };
    for (const section of [`${module}-first`, `${module}-second`])
      await markSection(world.as(), { ...at, section, read: true });
    await markStandIn(world.as(), { ...at, segment: 'lecture', read: true });
  };
  const pass = async (module: string) => {
    const { attemptId } = await startAttempt(world.as(), { ...world.place, module });
    await answerRight(attemptId);
    return attemptId;
  };
  const completions = () =>
    db.select().from(moduleCompletions).where(eq(moduleCompletions.userId, world.learner.userId));

  test('the module is complete in the same moment when everything else was done', async () => {
    await readAll('steel');
    await submit(await pass('steel'));
    expect((await completions()).map(({ moduleKey }) => moduleKey)).toEqual(['steel']);
  });

  test('below the pass mark nothing is complete', async () => {
    await readAll('steel');
    const attemptId = await world.start();
    await answerRight(attemptId, 2);
    await submit(attemptId);
    expect(await completions()).toEqual([]);
  });

  test('the last module brings the certificate, once, however often it is handed in at once', async () => {
    for (const module of ['steel', 'cement']) await readAll(module);
    await submit(await pass('steel'));
    const last = await pass('cement');
    await Promise.all(Array.from({ length: 10 }, () => submit(last)));
    const issued = await db.select().from(certificates).where(eq(certificates.userId, world.learner.userId));
    expect(issued).toHaveLength(1);
    expect(await completions()).toHaveLength(2);
  });
});

describe('a crash between handing in and grading', () => {
  /** Courses that fail for the first time they are asked for questions, as a process that dies there. */
  const dying = (): Courses => {
    const courses = world.as().courses;
    return { ...courses, questions: () => Promise.reject(new Error('killed')) };
  };

  test('loses nothing: the sweep grades it', async () => {
    const attemptId = await world.start();
    await answerRight(attemptId);
    await expect(submitAttempt(world.as(undefined, { courses: dying() }), { attemptId })).rejects.toThrow(
      'killed',
    );
    expect((await world.stored(attemptId)).attempt).toMatchObject({ state: 'submitted', score: null });
    await gradeWaitingAttempts(world.as(null));
    expect((await world.stored(attemptId)).attempt).toMatchObject({ state: 'graded', score: 5 });
  });

  test('leaves no half grading behind', async () => {
    const attemptId = await world.start();
    await answerRight(attemptId);
    const ctx = world.as();
    const failing = { ...ctx, now: vi.fn(ctx.now) };
    await db
      .update(attempts)
      .set({ state: 'submitted', submittedAt: ctx.now() })
      .where(eq(attempts.id, attemptId));
    failing.now.mockImplementationOnce(ctx.now).mockImplementationOnce(() => {
      throw new Error('killed');
    });
    await expect(gradeAttempt(failing, attemptId)).rejects.toThrow('killed');
    const { attempt, rows } = await world.stored(attemptId);
    expect(attempt.state).toBe('submitted');
    expect(rows.every(({ points }) => points === null)).toBe(true);
  });
});

describe('the sweep', () => {
  test('closes what is overdue and leaves what still has time', async () => {
    const attemptId = await world.start();
    await answerRight(attemptId, 4);
    world.clock.advance(599);
    await gradeWaitingAttempts(world.as(null));
    expect((await world.stored(attemptId)).attempt.state).toBe('in_progress');
    world.clock.advance(1);
    await gradeWaitingAttempts(world.as(null));
    const { attempt } = await world.stored(attemptId);
    expect(attempt).toMatchObject({ state: 'graded', score: 4, submittedAt: attempt.deadlineAt });
  });

  test('of several instances at once grades each attempt once', async () => {
    const attemptId = await world.start();
    await answerRight(attemptId, 2);
    world.clock.advance(600);
    await Promise.all(Array.from({ length: 5 }, () => gradeWaitingAttempts(world.as(null))));
    expect((await world.stored(attemptId)).attempt).toMatchObject({ state: 'graded', score: 2 });
  });

  test('goes on when one attempt cannot be graded', async () => {
    const bad = await world.start();
    await submitAttempt(world.as(undefined), { attemptId: bad });
    await db
      .update(attempts)
      .set({ state: 'submitted', score: null, maxScore: null, gradedAt: null })
      .where(and(eq(attempts.id, bad)));
    const other = await quizWorld(db, { timeLimitSeconds: 60 });
    const good = await other.start();
    other.clock.advance(700);
    // Only the other course's questions are known to this instance.
    const courses = other.as().courses;
    await gradeWaitingAttempts(other.as(null, { courses }));
    expect((await world.stored(bad)).attempt.state).toBe('submitted');
    expect((await other.stored(good)).attempt.state).toBe('graded');
    await gradeWaitingAttempts(world.as(null));
    expect((await world.stored(bad)).attempt.state).toBe('graded');
  });
});

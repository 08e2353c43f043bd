import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { arrivalOf } from '#lib/domain/quizzes/answer-order.ts';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { quizWorld, type QuizWorld } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;
let attemptId: string;
let questionKey: string;

beforeEach(async () => {
  world = await quizWorld(db, { timeLimitSeconds: 600 });
  attemptId = await world.start();
  questionKey = (await world.stored(attemptId)).rows[0]?.questionKey ?? '';
});

const save = (answer: unknown, seq: number, of: Partial<{ attemptId: string; questionKey: string }> = {}) =>
  saveAnswer(world.as(), { attemptId, questionKey, answer, seq, ...of });
const kept = async () => (await world.stored(attemptId)).rows.find((row) => row.questionKey === questionKey);

describe('an answer', () => {
  test.each([['b'], [['a', 'c']], [true], [{ typed: '1,8', unit: 't' }], [12], ['"; drop table users; --']])(
    '%j is kept as it was sent',
    async (answer) => {
      expect(await save(answer, 1)).toEqual({ saved: true });
      expect(await kept()).toMatchObject({
        answer,
        answerSeq: 1,
        answeredAt: world.clock.now(),
        points: null,
      });
    },
  );

  test('is replaced by a later one and taken back by null', async () => {
    await save('a', 1);
    await save('b', 7);
    expect(await kept()).toMatchObject({ answer: 'b', answerSeq: 7 });
    await save(null, 8);
    expect(await kept()).toMatchObject({ answer: null, answerSeq: 8 });
  });

  test('that is sent again changes nothing and is no error', async () => {
    await save({ typed: '1', unit: 'kg' }, 3);
    const before = await kept();
    world.clock.advance(5);
    expect(await save({ unit: 'kg', typed: '1' }, 3)).toEqual({ saved: true });
    expect(await kept()).toEqual(before);
  });

  test('under an older number changes nothing and says so', async () => {
    await save('b', 5);
    await expect(save('a', 4)).rejects.toMatchObject({ code: 'stale-answer' });
    expect(await kept()).toMatchObject({ answer: 'b', answerSeq: 5 });
  });

  test('of another window under the same number is not said to be saved', async () => {
    await save('b', 5);
    await expect(save('a', 5)).rejects.toMatchObject({ code: 'stale-answer' });
    expect(await kept()).toMatchObject({ answer: 'b', answerSeq: 5 });
  });

  test('sent twenty times at once is kept once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => save('c', 2)));
    expect(outcomes.every(({ saved }) => saved)).toBe(true);
    expect(await kept()).toMatchObject({ answer: 'c', answerSeq: 2 });
  });
});

test('any order and repetition of saves ends in the same answers, as the rule says', async () => {
  const saves = fc.array(
    fc.record({ seq: fc.integer({ min: 1, max: 6 }), answer: fc.constantFrom('a', 'b') }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  await fc.assert(
    fc.asyncProperty(saves, fc.boolean(), async (sent, parallel) => {
      world = await quizWorld(db);
      attemptId = await world.start();
      questionKey = (await world.stored(attemptId)).rows[0]?.questionKey ?? '';
      // One answer for each number: a client never uses a number twice.
      const once = sent.map(({ seq }) => ({ seq, answer: sent.find((first) => first.seq === seq)?.answer }));
      const swallow = (error: unknown) => expect(error).toMatchObject({ code: 'stale-answer' });
      if (parallel) await Promise.all(once.map(({ answer, seq }) => save(answer, seq).catch(swallow)));
      else for (const { answer, seq } of once) await save(answer, seq).catch(swallow);
      const model = once.reduce<{ seq: number; answer?: string | undefined }>(
        (have, next) =>
          arrivalOf({ seq: have.seq, isSame: have.answer === next.answer }, next) === 'newer' ? next : have,
        { seq: 0 },
      );
      expect(await kept()).toMatchObject({ answer: model.answer, answerSeq: model.seq });
    }),
    { numRuns: 15 },
  );
});

describe('an answer is refused', () => {
  test('at the deadline and after it', async () => {
    await save('a', 1);
    world.clock.advance(599);
    await save('b', 2);
    world.clock.advance(1);
    await expect(save('c', 3)).rejects.toMatchObject({ code: 'attempt-closed' });
    expect(await kept()).toMatchObject({ answer: 'b', answerSeq: 2 });
  });

  test('after handing in; a repetition of what was confirmed before is not', async () => {
    await save('a', 1);
    await submitAttempt(world.as(), { attemptId });
    await expect(save('b', 2)).rejects.toMatchObject({ code: 'attempt-closed' });
    expect(await save('a', 1)).toEqual({ saved: true });
    expect(await kept()).toMatchObject({ answer: 'a', answerSeq: 1 });
  });

  test('to anybody but its learner, who learns nothing from it', async () => {
    const stranger = await insertUser(db);
    const other = await quizWorld(db);
    const input = { attemptId, questionKey, answer: 'a', seq: 1 };
    for (const actor of [stranger, other.learner, await insertUser(db, { role: 'admin' })])
      await expect(saveAnswer(world.as(actor), input)).rejects.toMatchObject({ code: 'not-found' });
    await expect(saveAnswer(world.as(null), input)).rejects.toMatchObject({ code: 'login-required' });
    expect(await kept()).toMatchObject({ answer: null, answerSeq: 0 });
  });

  test.each([
    ['an unknown question', { questionKey: 'nothing' }],
    ['a question whose key is no text', { questionKey: '\0' }],
    ['an unknown attempt', { attemptId: '00000000-0000-7000-8000-000000000000' }],
    ['an id that is none', { attemptId: "'; select 1; --" }],
  ])('for %s', async (_what, of) => {
    await expect(save('a', 1, of)).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53, 1e12])('under the number %d', async (seq) => {
    await expect(save('a', seq)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('when it is nested without end', async () => {
    const nested = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) as unknown;
    await expect(save(nested, 2)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('when it is larger than 16 KB', async () => {
    await save('x'.repeat(16_000), 1);
    await expect(save('x'.repeat(17_000), 2)).rejects.toMatchObject({ code: 'too-large' });
    await expect(save('ب'.repeat(9_000), 2)).rejects.toMatchObject({ code: 'too-large' });
  });

  test.each([['a\0b'], [{ typed: '\0' }], ['\ud800'], [['\udfff']]])(
    'when it is no text (%j)',
    async (answer) => {
      await expect(save(answer, 1)).rejects.toMatchObject({ code: 'invalid-input' });
    },
  );
});

test('an answer that is confirmed while others hand in is graded', async () => {
  for (let round = 0; round < 10; round++) {
    world = await quizWorld(db);
    attemptId = await world.start();
    const [row] = (await world.stored(attemptId)).rows;
    if (!row) throw new Error('no question');
    const sent = { attemptId, questionKey: row.questionKey, answer: world.rightAnswer(row), seq: 1 };
    const [saved] = await Promise.allSettled([
      saveAnswer(world.as(), sent),
      submitAttempt(world.as(), { attemptId }),
    ]);
    const [after] = (await world.stored(attemptId)).rows;
    expect(after?.points).toBe(saved.status === 'fulfilled' ? 1 : 0);
    expect(after?.answer === null).toBe(saved.status === 'rejected');
  }
});

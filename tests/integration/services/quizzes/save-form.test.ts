import { beforeEach, describe, expect, test } from 'vitest';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { saveForm } from '#lib/server/services/quizzes/save-form.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { formOf, quizWorld, type QuizWorld } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;
let attemptId: string;
let keys: string[];

beforeEach(async () => {
  world = await quizWorld(db, { timeLimitSeconds: 600 });
  attemptId = await world.start();
  keys = (await world.stored(attemptId)).rows.map(({ questionKey }) => questionKey);
});

const save = (body: string) => saveForm(world.as(), { attemptId, answers: formOf(body) });
const kept = async () =>
  Object.fromEntries(
    (await world.stored(attemptId)).rows.map((row) => [row.questionKey, [row.answer, row.answerSeq]]),
  );

describe('a form', () => {
  test('saves what it says and leaves alone what it does not speak of', async () => {
    const [one = '', two = '', three = ''] = keys;
    await saveAnswer(world.as(), { attemptId, questionKey: three, answer: 'kept', seq: 4 });
    await save(`q.${one}=a&q.${two}=x&q.${two}=y`);
    expect(await kept()).toMatchObject({ [one]: ['a', 1], [two]: [['x', 'y'], 1], [three]: ['kept', 4] });
  });

  test('takes an answer back where the question was shown and nothing is given', async () => {
    const [one = ''] = keys;
    await save(`seq.${one}=0&q.${one}=a`);
    await save(`seq.${one}=1`);
    expect(await kept()).toMatchObject({ [one]: [null, 2] });
  });

  test('that is sent again changes nothing', async () => {
    const [one = '', two = ''] = keys;
    const body = `seq.${one}=0&q.${one}=a&seq.${two}=0&q.${two}=b`;
    expect(await save(body)).toEqual({ newerKept: 0 });
    const before = await kept();
    expect(await save(body)).toEqual({ newerKept: 0 });
    expect(await kept()).toEqual(before);
  });

  test('from an old window does not overwrite what was answered since', async () => {
    const [one = '', two = ''] = keys;
    await saveAnswer(world.as(), { attemptId, questionKey: one, answer: 'newer', seq: 1 });
    expect(await save(`seq.${one}=0&q.${one}=older&seq.${two}=0&q.${two}=b`)).toEqual({ newerKept: 1 });
    expect(await kept()).toMatchObject({ [one]: ['newer', 1], [two]: ['b', 1] });
  });

  test('of questions that were not drawn is not an error', async () => {
    const before = await kept();
    await save('q.nothing=a&q.steel-q99=b');
    expect(await kept()).toEqual(before);
  });
});

describe('a form is refused', () => {
  test('after the deadline, and after handing in', async () => {
    const [one = ''] = keys;
    world.clock.advance(600);
    await expect(save(`q.${one}=a`)).rejects.toMatchObject({ code: 'attempt-closed' });
    await submitAttempt(world.as(), { attemptId });
    await expect(save(`q.${one}=a`)).rejects.toMatchObject({ code: 'attempt-closed' });
    expect(await kept()).toMatchObject({ [one]: [null, 0] });
  });

  test('when one answer is larger than 16 KB, and then nothing of it is saved', async () => {
    const [one = '', two = ''] = keys;
    const body = `q.${one}=a&q.${two}=${'x'.repeat(17_000)}`;
    await expect(save(body)).rejects.toMatchObject({ code: 'too-large' });
    expect(await kept()).toMatchObject({ [one]: [null, 0], [two]: [null, 0] });
  });

  test('to anybody but the learner', async () => {
    const stranger = await insertUser(db);
    const answers = formOf(`q.${keys[0]}=a`);
    await expect(saveForm(world.as(stranger), { attemptId, answers })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(saveForm(world.as(null), { attemptId, answers })).rejects.toMatchObject({
      code: 'login-required',
    });
    await expect(saveForm(world.as(), { attemptId: 'x', answers })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

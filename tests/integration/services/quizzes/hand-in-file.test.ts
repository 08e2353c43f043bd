import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { answersToSign, type FileAnswer } from '#lib/domain/quizzes/answers-file.ts';
import { gradeWaitingAttempts } from '#lib/server/services/quizzes/grade-waiting-attempts.ts';
import { handInFile } from '#lib/server/services/quizzes/hand-in-file.ts';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { quizWorld, type QuizWorld } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;
let attemptId: string;

beforeEach(async () => {
  world = await quizWorld(db, { timeLimitSeconds: 600, graceSeconds: 120 });
  attemptId = await world.start();
});

/** The right answers as the page would put them into a file. */
async function rightAnswers(seq = 1): Promise<FileAnswer[]> {
  const { rows } = await world.stored(attemptId);
  return rows.map((row) => ({ question: row.questionKey, seq, answer: world.rightAnswer(row) }));
}

async function fileOf(answers: FileAnswer[], given: { key?: Uint8Array; attempt?: string } = {}) {
  const key = given.key ?? (await world.stored(attemptId)).attempt.fileKey;
  const attempt = given.attempt ?? attemptId;
  const signed = answersToSign({ attempt, savedAt: '2026-03-05T10:24:00.000Z', answers });
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

const handIn = (file: string) => handInFile(world.as(), { file });

test('a file counts like the answers it holds, and says so', async () => {
  world.clock.advance(60);
  expect(await handIn(await fileOf(await rightAnswers()))).toEqual({ attemptId, ...world.place });
  const { attempt, rows } = await world.stored(attemptId);
  expect(attempt).toMatchObject({
    state: 'graded',
    score: 5,
    maxScore: 5,
    handedInByFile: true,
    submittedAt: world.clock.now(),
  });
  expect(rows.map(({ answerSeq }) => answerSeq)).toEqual([1, 1, 1, 1, 1]);
});

test('of the answers on the server and in the file the later ones win', async () => {
  const answers = await rightAnswers(2);
  const [first, second, third] = answers;
  for (const { question } of answers)
    await saveAnswer(world.as(), { attemptId, questionKey: question, answer: 'x', seq: 3 });
  if (!first || !second || !third) throw new Error('too few questions');
  await handIn(await fileOf([{ ...first, seq: 4 }, second, { ...third, seq: 3 }]));
  const { rows } = await world.stored(attemptId);
  expect(rows.map(({ points }) => points)).toEqual([1, 0, 0, 0, 0]);
});

test('handing in twice, by file and by form, changes nothing', async () => {
  const file = await fileOf(await rightAnswers());
  await Promise.all(Array.from({ length: 6 }, () => handIn(file)));
  const before = await world.stored(attemptId);
  world.clock.advance(3600);
  await handIn(file);
  await submitAttempt(world.as(), { attemptId });
  expect(await world.stored(attemptId)).toEqual(before);
});

test('a file of answers that the form handed in already is no news', async () => {
  for (const { question, answer } of await rightAnswers())
    await saveAnswer(world.as(), { attemptId, questionKey: question, answer, seq: 1 });
  await submitAttempt(world.as(), { attemptId });
  const before = await world.stored(attemptId);
  await handIn(await fileOf(await rightAnswers()));
  expect(await world.stored(attemptId)).toEqual(before);
  expect(before.attempt.handedInByFile).toBe(false);
});

describe('after the deadline', () => {
  test('it is taken until the grace period ends, with all its answers', async () => {
    const file = await fileOf(await rightAnswers());
    world.clock.advance(719);
    await handIn(file);
    expect((await world.stored(attemptId)).attempt).toMatchObject({ score: 5, handedInByFile: true });
  });

  test.each([
    ['nobody has closed the attempt yet', async () => {}],
    ['the sweep has closed the attempt', async () => void (await gradeWaitingAttempts(world.as(null)))],
  ])('later it is refused, and what was saved counts: %s', async (_name, meanwhile) => {
    const answers = await rightAnswers();
    const { question, answer } = answers[0] ?? { question: '', answer: null };
    await saveAnswer(world.as(), { attemptId, questionKey: question, answer, seq: 1 });
    const file = await fileOf(answers);
    world.clock.advance(720);
    await meanwhile();
    await expect(handIn(file)).rejects.toMatchObject({ code: 'file-too-late' });
    const { attempt, rows } = await world.stored(attemptId);
    expect(attempt).toMatchObject({ state: 'graded', score: 1, handedInByFile: false });
    expect(rows.map(({ answerSeq }) => answerSeq)).toEqual([1, 0, 0, 0, 0]);
  });

  test('one that holds nothing new is no reason to refuse', async () => {
    const answers = await rightAnswers();
    for (const { question, answer } of answers)
      await saveAnswer(world.as(), { attemptId, questionKey: question, answer, seq: 1 });
    const file = await fileOf(answers);
    world.clock.advance(720);
    expect(await handIn(file)).toMatchObject({ attemptId });
  });
});

describe('is refused and changes nothing:', () => {
  test.each<[string, string, () => Promise<string>]>([
    ['no file of answers', 'file-invalid', () => Promise.resolve('Dear all,')],
    ['too large', 'too-large', () => Promise.resolve('a'.repeat(400_001))],
    [
      'a changed answer',
      'file-invalid',
      async () => {
        const [header, , signature] = (await fileOf([])).split('.');
        const [, payload] = (await fileOf(await rightAnswers())).split('.');
        return `${header}.${payload}.${signature}`;
      },
    ],
    ['another key', 'file-invalid', async () => fileOf(await rightAnswers(), { key: new Uint8Array(32) })],
    [
      'the key of one attempt under the name of another',
      'file-invalid',
      async () => {
        const other = await world.stored(attemptId);
        await submitAttempt(world.as(), { attemptId });
        attemptId = await world.start();
        return fileOf(await rightAnswers(), { key: other.attempt.fileKey });
      },
    ],
    [
      'an attempt that does not exist',
      'file-invalid',
      () => fileOf([], { attempt: '01890a5d-ac96-774b-bcce-b302099a8057' }),
    ],
    ['a name that is no attempt', 'file-invalid', () => fileOf([], { attempt: "'; drop table" })],
    [
      'an answer that cannot be kept',
      'too-large',
      async () => fileOf((await rightAnswers()).map((one) => ({ ...one, answer: 'a'.repeat(17_000) }))),
    ],
  ])('%s', async (_name, code, make) => {
    const file = await make();
    const before = await world.stored(attemptId);
    await expect(handIn(file)).rejects.toMatchObject({ code });
    expect(await world.stored(attemptId)).toEqual(before);
  });

  test("somebody else's, in the very words of one that does not exist", async () => {
    const file = await fileOf(await rightAnswers());
    const other = await insertUser(db);
    await expect(handInFile(world.as(other), { file })).rejects.toMatchObject({ code: 'file-invalid' });
    expect((await world.stored(attemptId)).attempt.state).toBe('in_progress');
  });

  test('from nobody', async () => {
    const file = await fileOf([]);
    await expect(handInFile(world.as(null), { file })).rejects.toMatchObject({ code: 'login-required' });
  });
});

test('each attempt has a key of its own', async () => {
  const { attempt } = await world.stored(attemptId);
  expect(attempt.fileKey).toHaveLength(32);
  await submitAttempt(world.as(), { attemptId });
  const next = await world.stored(await world.start());
  expect(next.attempt.fileKey).not.toEqual(attempt.fileKey);
});

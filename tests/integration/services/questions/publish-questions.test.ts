import { asc } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { inTransaction } from '#lib/server/context.ts';
import { questionEdits } from '#lib/server/db/schema/index.ts';
import { publishQuestions } from '#lib/server/services/questions/publish-questions.ts';
import { contentRows } from '../../../support/content-rows.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  courseRevisionsOf,
  publishingWorld,
  questionRevisionsOf,
  QUIZ,
  type PublishingWorld,
} from '../../../support/factories/publishing.ts';

const database = await freshDatabase();
const { db } = database;
let world: PublishingWorld;

beforeEach(async () => {
  world = await publishingWorld(database);
  await world.publish();
});

const edits = () => db.select().from(questionEdits).orderBy(asc(questionEdits.key));
const bank = async () => (await world.published()).document.modules[0]?.quiz.questions ?? [];

/** What learners are asked now under a key. */
async function asked(key: string): Promise<QuestionDocument | undefined> {
  const pinned = (await bank()).find((question) => question.key === key)?.revisionId ?? '';
  return (await world.as().courses.questions([pinned])).get(pinned);
}

async function corrected(key: string, change: Partial<QuestionDocument>): Promise<QuestionDocument> {
  const old = await asked(key);
  if (!old) throw new Error(`${key} is not asked.`);
  return { ...old, ...change } as QuestionDocument;
}

const publish = (questions: QuestionDocument[], moduleKey = 'steel', course = 'sample') =>
  inTransaction(world.as(), (tx) => publishQuestions(tx, { course, moduleKey, questions }));
/** Publishes and waits until the memory of courses knows. */
async function publishAndHear(questions: QuestionDocument[]) {
  const done = await publish(questions);
  await vi.waitUntil(async () => (await world.published()).revisionNumber === done?.revisionNumber, 10_000);
  return done;
}

const PROMPT = { prompt: 'What is asked since the correction?' };

describe('a corrected question', () => {
  test('is a new revision of itself and of the course, which every instance hears of', async () => {
    const before = await bank();
    expect(await publish([await corrected('steel-q01', PROMPT)])).toEqual({ revisionNumber: 2 });
    await vi.waitUntil(async () => (await world.published()).revisionNumber === 2, 10_000);
    expect(await asked('steel-q01')).toMatchObject(PROMPT);
    expect((await questionRevisionsOf(database, 'steel-q01')).map(({ number }) => number)).toEqual([1, 2]);
    const after = await bank();
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    expect(after.slice(1)).toEqual(before.slice(1));
  });

  test('survives the next publishing of unchanged files, which writes nothing', async () => {
    await publishAndHear([await corrected('steel-q01', PROMPT)]);
    const [rows, kept] = [await contentRows(database), await edits()];
    expect(await world.publish()).toMatchObject({ changed: false, revisionNumber: 2 });
    expect(await contentRows(database)).toEqual(rows);
    expect(await edits()).toEqual(kept);
    expect(await asked('steel-q01')).toMatchObject(PROMPT);
  });

  test('survives a publishing of files that changed elsewhere', async () => {
    await publishAndHear([await corrected('steel-q01', PROMPT)]);
    await world.authored.replace('course.yaml', 'title: A sample course', 'title: A better course');
    await world.authored.replace(QUIZ, 'question a', 'question 14');
    const { lines } = await world.publish();
    expect(lines.join('\n')).not.toContain('steel-q01');
    expect(await asked('steel-q01')).toMatchObject(PROMPT);
    expect(await edits()).toHaveLength(1);
  });

  test('is ended by the authors when they change that very question, and publishing says so', async () => {
    await publishAndHear([await corrected('steel-q06', PROMPT), await corrected('steel-q07', PROMPT)]);
    await world.authored.replace(QUIZ, '(question a)', '(question 14)');
    const { lines, changed } = await world.publish();
    expect(changed).toBe(true);
    expect(lines.filter((line) => line.includes('replace what was changed in the product'))).toEqual([
      '  question steel-q06: the files replace what was changed in the product',
    ]);
    expect((await asked('steel-q06'))?.prompt).toContain('(question 14)');
    expect(await asked('steel-q07')).toMatchObject(PROMPT);
    expect((await edits()).map(({ key }) => key)).toEqual(['steel-q07']);
  });

  test('is ended when the authors take the question away', async () => {
    await publishAndHear([await corrected('steel-q06', PROMPT)]);
    const text = world.authored;
    const added = `  - key: steel-q06\n`;
    await text.replace(QUIZ, added, `  - key: steel-q14\n`);
    const { lines } = await world.publish();
    expect(lines.join('\n')).toContain('question steel-q06: the files replace');
    expect((await bank()).some(({ key }) => key === 'steel-q06')).toBe(false);
    expect(await edits()).toEqual([]);
  });

  test('may be corrected again, and is still held against the question that it was made from', async () => {
    await publishAndHear([await corrected('steel-q01', PROMPT)]);
    const [first] = await edits();
    await publishAndHear([await corrected('steel-q01', { prompt: 'Once more?' })]);
    const [second] = await edits();
    expect(second).toMatchObject({ baseHash: first?.baseHash, document: { prompt: 'Once more?' } });
    expect(await world.publish()).toMatchObject({ changed: false, revisionNumber: 3 });
  });

  test('that says what is published already writes nothing', async () => {
    const rows = await contentRows(database);
    expect(await publish([await corrected('steel-q01', {})])).toBeNull();
    expect(await contentRows(database)).toEqual(rows);
    expect(await edits()).toEqual([]);
  });

  test('and another at the same time are both kept', async () => {
    const questions = await Promise.all([
      corrected('steel-q01', PROMPT),
      corrected('steel-q02', PROMPT),
      corrected('steel-q03', PROMPT),
    ]);
    const done = await Promise.all(questions.map((question) => publish([question])));
    expect(done.map((one) => one?.revisionNumber).sort()).toEqual([2, 3, 4]);
    await vi.waitUntil(async () => (await world.published()).revisionNumber === 4, 10_000);
    for (const { key } of questions) expect(await asked(key)).toMatchObject(PROMPT);
    expect(await courseRevisionsOf(database)).toHaveLength(4);
    expect(await world.publish()).toMatchObject({ changed: false, revisionNumber: 4 });
  });

  test('is undone with the transaction that published it', async () => {
    const rows = await contentRows(database);
    const question = await corrected('steel-q01', PROMPT);
    const undone = inTransaction(world.as(), async (tx) => {
      await publishQuestions(tx, { course: 'sample', moduleKey: 'steel', questions: [question] });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await contentRows(database)).toEqual(rows);
    expect(await edits()).toEqual([]);
  });

  test('in another module than its own, or in no module or course, is refused', async () => {
    const question = await corrected('steel-q01', PROMPT);
    await expect(publish([question], 'cement')).rejects.toMatchObject({ code: 'not-found' });
    await expect(publish([question], 'steel', 'nothing')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a question that no file has', () => {
  test('stands behind the others, and survives until the files have one of its name', async () => {
    const added = { ...(await corrected('steel-q01', PROMPT)), key: 'added-q01' } as QuestionDocument;
    await publishAndHear([added]);
    expect((await bank()).at(-1)?.key).toBe('added-q01');
    expect(await edits()).toMatchObject([{ key: 'added-q01', baseHash: null }]);
    expect(await world.publish()).toMatchObject({ changed: false });
    await world.authored.replace(QUIZ, '  - key: steel-q06\n', '  - key: added-q01\n');
    const { lines } = await world.publish();
    expect(lines.join('\n')).toContain('question added-q01: the files replace');
    expect((await bank()).filter(({ key }) => key === 'added-q01')).toHaveLength(1);
    expect(await edits()).toEqual([]);
  });
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { auditEntries } from '#lib/server/db/schema/index.ts';
import type { TypedQuestion } from '#lib/server/content/question-text.ts';
import { correctQuestion, previewCorrection } from '#lib/server/services/questions/correct-question.ts';
import { viewQuestion } from '#lib/server/services/questions/view-question.ts';
import { contentRows } from '../../../support/content-rows.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertCohort, insertUser } from '../../../support/factories/learning.ts';
import { publishingWorld, QUIZ, type PublishingWorld } from '../../../support/factories/publishing.ts';

const database = await freshDatabase();
const { db } = database;
let world: PublishingWorld;
let instructor: Actor;

beforeEach(async () => {
  await database.sql`truncate audit_entries`;
  world = await publishingWorld(database);
  await world.publish();
  instructor = await insertUser(db, { role: 'instructor', nameNative: 'Ms Corrector' });
  await insertCohort(db, await world.published(), [instructor.userId]);
});

const ADDRESS = { course: 'sample', key: 'steel-q01' };
const view = (actor: Actor | null = instructor, address = ADDRESS) => viewQuestion(world.as(actor), address);

/** The form as it stands, with changes; of the current revision unless said otherwise. */
async function form(change: Partial<TypedQuestion> = {}, revision?: string) {
  const { typed, current } = await view();
  return { ...ADDRESS, revision: revision ?? current.id, typed: { ...typed, ...change } };
}

async function correct(change: Partial<TypedQuestion>) {
  const done = await correctQuestion(world.as(instructor), await form(change));
  if (done.published && done.revisionNumber !== null)
    await vi.waitUntil(async () => (await world.published()).revisionNumber === done.revisionNumber, 10_000);
  return done;
}

describe('an instructor of the course', () => {
  test('sees the question as it is asked, its key, and its one revision from the files', async () => {
    const seen = await view();
    expect(seen.shown.asked).toMatchObject({ key: 'steel-q01', type: 'single-choice' });
    expect(seen.shown.right.lines?.filter(({ right }) => right)).toHaveLength(1);
    expect(seen.revisions).toMatchObject([{ number: 1, correctedBy: null }]);
    expect(seen).toMatchObject({ isAsked: true, moduleKey: 'steel', regrades: [] });
  });

  test('corrects it: a new revision in their name, and an entry in the audit log', async () => {
    const { typed } = await view();
    world.clock.advance(60);
    const done = await correct({
      prompt: 'What is it?',
      rest: typed.rest
        .replace('correct: true', 'correct: false')
        .replace('key: a', 'correct: true\n    key: a'),
    });
    expect(done).toEqual({ published: true, revisionNumber: 2, course: 'sample' });
    const seen = await view();
    expect(seen.current.document).toMatchObject({ prompt: 'What is it?', correctKey: 'a' });
    expect(seen.revisions.map(({ number, correctedBy }) => [number, correctedBy])).toEqual([
      [2, 'Ms Corrector'],
      [1, null],
    ]);
    expect(await db.select().from(auditEntries)).toMatchObject([
      {
        action: 'question.correct',
        actorId: instructor.userId,
        at: world.clock.now(),
        subjectId: seen.current.id,
        details: { course: 'sample', module: 'steel', question: 'steel-q01', revision: 2 },
      },
    ]);
  });

  test('who changes nothing publishes nothing', async () => {
    const rows = await contentRows(database);
    expect(await correct({})).toMatchObject({ published: true, revisionNumber: null });
    expect(await contentRows(database)).toEqual(rows);
    expect(await db.select().from(auditEntries)).toEqual([]);
  });

  test('is told what is wrong with its line, and nothing is written', async () => {
    const rows = await contentRows(database);
    const { typed } = await view();
    const rest = typed.rest.replace('correct: true', 'right: true');
    const line = rest.split('\n').findIndex((one) => one.includes('right: true')) + 1;
    const done = await correct({ rest });
    expect(done).toMatchObject({ published: false, problems: [{ line }] });
    expect(await previewCorrection(world.as(instructor), await form({ rest }))).toMatchObject({
      preview: null,
      problems: [{ line }],
    });
    expect(await contentRows(database)).toEqual(rows);
  });

  test('looks at it before it is published, which writes nothing', async () => {
    const rows = await contentRows(database);
    const seen = await previewCorrection(world.as(instructor), await form({ points: '2' }));
    expect(seen).toMatchObject({
      preview: { asked: { key: 'steel-q01', points: 2 } },
      problems: [],
    });
    expect(await contentRows(database)).toEqual(rows);
  });

  test('does not overwrite what somebody else published meanwhile', async () => {
    const mine = await form({ prompt: 'Mine?' });
    await correct({ prompt: 'Theirs?' });
    await expect(correctQuestion(world.as(instructor), mine)).rejects.toMatchObject({
      code: 'question-changed',
    });
    expect((await view()).current.document.prompt).toBe('Theirs?');
  });

  test('one of two who correct the same revision at once is refused', async () => {
    const forms = [await form({ prompt: 'One?' }), await form({ prompt: 'Two?' })];
    const done = await Promise.allSettled(forms.map((one) => correctQuestion(world.as(instructor), one)));
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('cannot correct what the course does not ask any more, but still sees it', async () => {
    const old = await form({ prompt: 'Too late?' });
    await world.authored.replace(QUIZ, '  - key: steel-q01\n', '  - key: steel-q14\n');
    await world.publish();
    expect(await view()).toMatchObject({ isAsked: false });
    await expect(correctQuestion(world.as(instructor), old)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('cannot send a book', async () => {
    await expect(correct({ rest: 'x'.repeat(60_000) })).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('a question does not exist', () => {
  test('for learners and for instructors of other courses; visitors are asked to log in', async () => {
    const asked = await form({ prompt: 'Who asks?' });
    const rows = await contentRows(database);
    for (const actor of [await world.learner(), await insertUser(db, { role: 'instructor' })]) {
      await expect(view(actor)).rejects.toMatchObject({ code: 'not-found' });
      await expect(correctQuestion(world.as(actor), asked)).rejects.toMatchObject({ code: 'not-found' });
      await expect(previewCorrection(world.as(actor), asked)).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(view(null)).rejects.toMatchObject({ code: 'login-required' });
    expect(await contentRows(database)).toEqual(rows);
  });

  test.each([
    { course: 'nothing', key: 'steel-q01' },
    { course: 'sample', key: 'steel-q99' },
    { course: '', key: 'steel-q99' },
  ])('at %j', async (address) => {
    const admin = await insertUser(db, { role: 'admin' });
    await expect(view(admin, address)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('but without a course it is that of the first one that asks it', async () => {
    expect((await view(instructor, { course: '', key: 'steel-q01' })).course.document.slug).toBe('sample');
  });
});

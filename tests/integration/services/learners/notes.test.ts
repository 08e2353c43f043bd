import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { auditEntries, cohortInstructors, learnerNotes } from '#lib/server/db/schema/index.ts';
import { removeNote, writeNote } from '#lib/server/services/learners/write-note.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let learner: Actor;
let colleague: Actor;

beforeEach(async () => {
  await db.delete(auditEntries);
  await db.delete(learnerNotes);
  world = await cohortWorld(db);
  learner = await world.join();
  colleague = await insertUser(db, { role: 'instructor' });
  await db.insert(cohortInstructors).values({ cohortId: world.cohortId, userId: colleague.userId });
});

const write = (note = 'Called her', actor: Actor = world.instructor, userId = learner.userId) =>
  writeNote(world.as(actor), { userId, course: world.course.courseId, note });
const remove = (noteId: string, actor: Actor, userId = learner.userId) =>
  removeNote(world.as(actor), { userId, noteId });
const missing = { code: 'not-found' };

async function written(): Promise<string> {
  await write();
  const [note] = await db.select().from(learnerNotes);
  return note?.id ?? '';
}

describe('a note on a learner', () => {
  test('is kept with who wrote it, and the audit log says so without its text', async () => {
    await write(' Called her\r\ntwice ');
    expect(await db.select().from(learnerNotes)).toMatchObject([
      { body: 'Called her\ntwice', writtenBy: world.instructor.userId, userId: learner.userId },
    ]);
    const acts = await db.select().from(auditEntries);
    expect(acts).toMatchObject([{ action: 'note.write', subjectId: learner.userId }]);
    expect(JSON.stringify(acts)).not.toContain('Called');
  });

  test.each([
    [' ', 'text-missing'],
    ['x'.repeat(2_001), 'text-long'],
  ])('is neither empty nor too long', async (note, problem) => {
    await expect(write(note)).rejects.toMatchObject({ details: { fields: { note: problem } } });
  });

  test('is written by the staff of the cohort only', async () => {
    for (const actor of [learner, await insertUser(db, { role: 'instructor' })])
      await expect(write('x', actor)).rejects.toMatchObject(missing);
    for (const userId of [uuidv7(), 'no id', world.instructor.userId])
      await expect(write('x', world.instructor, userId)).rejects.toMatchObject(missing);
  });

  test('is removed by who wrote it, with an entry in the audit log', async () => {
    await remove(await written(), world.instructor);
    expect(await db.select().from(learnerNotes)).toEqual([]);
    expect((await db.select().from(auditEntries)).map(({ action }) => action).sort()).toEqual([
      'note.remove',
      'note.write',
    ]);
  });

  test('is removed by an administrator', async () => {
    await remove(await written(), await insertUser(db, { role: 'admin' }));
    expect(await db.select().from(learnerNotes)).toEqual([]);
  });

  test('stays for everybody else, and at the address of another learner', async () => {
    const id = await written();
    const other = await world.join();
    for (const actor of [colleague, learner, await insertUser(db, { role: 'instructor' })])
      await expect(remove(id, actor)).rejects.toMatchObject(missing);
    await expect(remove(id, world.instructor, other.userId)).rejects.toMatchObject(missing);
    for (const none of [uuidv7(), 'no id'])
      await expect(remove(none, world.instructor)).rejects.toMatchObject(missing);
    expect(await db.select().from(learnerNotes)).toHaveLength(1);
  });
});

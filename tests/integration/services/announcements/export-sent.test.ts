import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { announcements } from '#lib/server/db/schema/index.ts';
import { exportSent } from '#lib/server/services/announcements/export-sent.ts';
import { readOwnAnnouncement } from '#lib/server/services/announcements/own-announcements.ts';
import { sendAnnouncement } from '#lib/server/services/announcements/send-announcement.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort } from '../../../support/factories/learning.ts';
import { csvLines } from '../../../support/table-text.ts';

const { db } = await freshDatabase();
let world: CohortWorld;

beforeEach(async () => {
  world = await cohortWorld(db);
});

const file = () => exportSent(world.as(world.instructor), world.cohortId);
const send = (subject: string, body: string, userIds: string[] | null = null) =>
  sendAnnouncement(world.as(world.instructor), { cohortId: world.cohortId, subject, body, userIds });

describe('what was sent in a cohort, as a file', () => {
  test('has text, moment, sender, readers and letters of each, newest first, and no formula', async () => {
    const learner = await world.join();
    await world.join();
    await send('Hello', 'Dear all,\n\nwelcome.');
    const at = world.clock.now();
    world.clock.advance(60);
    await send('=1+1', 'Only you', [learner.userId]);
    const [first, second] = await Array.fromAsync((await file()).rows);
    expect(first?.slice(0, 1)).toEqual(['=1+1']);
    expect(first?.slice(4)).toEqual(['chosen', 1, 0, 1]);
    expect(second).toEqual([
      ...['Hello', 'Dear all,\n\nwelcome.', at, 'Айгерім Нұрланқызы', 'whole cohort', 2, 0, 2],
    ]);
    expect((await csvLines(await file()))[1]).toMatch(/^'=1\+1,Only you,/);
    const [row] = await db
      .select()
      .from(announcements)
      .where(eq(announcements.cohortId, world.cohortId))
      .limit(1);
    await readOwnAnnouncement(world.as(learner), { id: row?.id ?? '' });
    expect((await Array.fromAsync((await file()).rows)).some((cells) => cells[6] === 1)).toBe(true);
  });

  test('holds all of it, however many pages that are, and nothing of another cohort', async () => {
    const other = await insertCohort(db, world.course, [world.instructor.userId]);
    const rows = [world.cohortId, other].flatMap((cohortId) =>
      Array.from({ length: 45 }, (_, count) => ({
        ...{ id: uuidv7(), cohortId, subject: `${cohortId} ${count % 7}`, body: 'x', isToAll: true },
        ...{ recipients: 0, sentAt: new Date(Date.UTC(2026, 0, 1 + (count % 7))) },
      })),
    );
    await db.insert(announcements).values(rows);
    const table = await file();
    expect(table.total).toBe(45);
    const subjects = (await Array.fromAsync(table.rows)).map(([subject]) => String(subject));
    expect(subjects).toHaveLength(45);
    expect(subjects.every((subject) => subject.startsWith(world.cohortId))).toBe(true);
    expect(subjects.map((subject) => Number(subject.at(-1)))).toEqual(
      subjects.map((subject) => Number(subject.at(-1))).toSorted((one, two) => two - one),
    );
  });

  test('is there for nobody who does not look after the cohort', async () => {
    const other = await cohortWorld(db);
    for (const actor of [other.instructor, await world.join()])
      await expect(exportSent(world.as(actor), world.cohortId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(exportSent(world.as(null), world.cohortId)).rejects.toMatchObject({
      code: 'login-required',
    });
  });
});

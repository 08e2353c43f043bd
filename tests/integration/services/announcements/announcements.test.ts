import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import {
  announcementRecipients,
  announcements,
  auditEntries,
  cohorts,
  outbox,
} from '#lib/server/db/schema/index.ts';
import { createMail } from '#lib/server/mail/outbox.ts';
import {
  mailAnnouncement,
  resumeAnnouncements,
} from '#lib/server/services/announcements/mail-announcement.ts';
import {
  listOwnAnnouncements,
  readOwnAnnouncement,
} from '#lib/server/services/announcements/own-announcements.ts';
import {
  previewAnnouncement,
  sendAnnouncement,
  type AnnouncementInput,
} from '#lib/server/services/announcements/send-announcement.ts';
import { viewAnnouncements } from '#lib/server/services/announcements/view-announcements.ts';
import { viewDashboard } from '#lib/server/services/learning/view-dashboard.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertEnrolment, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let learner: Actor & { email: string };

beforeEach(async () => {
  await db.delete(announcements);
  await db.delete(outbox);
  await db.delete(auditEntries);
  world = await cohortWorld(db);
  learner = await world.join({ locale: 'fa', nameNative: 'نرگس' });
});

const staff = (given: Partial<Ctx> = {}) => world.as(world.instructor, given);
const message = (given: Partial<AnnouncementInput> = {}): AnnouncementInput => ({
  cohortId: world.cohortId,
  subject: 'The quiz opens',
  body: 'Dear all,\n\nit opens on Monday.',
  userIds: null,
  ...given,
});
const refusal = (code: string, fields?: object) => ({ code, ...(fields && { details: { fields } }) });

async function sent(): Promise<string> {
  const [row] = await db.select().from(announcements);
  if (!row) throw new Error('Nothing was sent.');
  return row.id;
}

describe('an announcement', () => {
  test('goes to everybody who is in the cohort then, with its entry in the audit log and its job', async () => {
    const second = await world.join();
    const jobs: unknown[] = [];
    const enqueue: Ctx['jobs']['enqueue'] = (_ctx, name, data) =>
      Promise.resolve(void jobs.push([name, data]));
    expect(await sendAnnouncement(staff({ jobs: { enqueue } }), message())).toEqual({ recipients: 2 });
    await world.join();
    const id = await sent();
    const rows = await db.select().from(announcementRecipients);
    expect(new Set(rows.map(({ userId }) => userId))).toEqual(new Set([learner.userId, second.userId]));
    expect(rows.every(({ readAt, mailedAt }) => readAt === null && mailedAt === null)).toBe(true);
    expect(await db.select().from(announcements)).toMatchObject([
      { subject: 'The quiz opens', recipients: 2, isToAll: true, sentBy: world.instructor.userId },
    ]);
    expect(await db.select().from(auditEntries)).toMatchObject([
      {
        action: 'announcement.send',
        subjectId: world.cohortId,
        details: { subject: 'The quiz opens', recipients: 2 },
      },
    ]);
    expect(jobs).toEqual([['mail-announcement', { announcementId: id }]]);
  });

  test('goes to chosen learners only, each once', async () => {
    await world.join();
    const userIds = [learner.userId, learner.userId];
    expect(await sendAnnouncement(staff(), message({ userIds }))).toEqual({ recipients: 1 });
    expect(await db.select().from(announcements)).toMatchObject([{ isToAll: false, recipients: 1 }]);
  });

  test('sent twice from one preview is sent once', async () => {
    const { id } = await previewAnnouncement(staff(), message());
    await sendAnnouncement(staff(), message({ id }));
    expect(await sendAnnouncement(staff(), message({ id }))).toEqual({ recipients: 0 });
    expect(await db.select().from(announcements)).toHaveLength(1);
    expect(await db.select().from(auditEntries)).toHaveLength(1);
  });

  test('is shown before it is sent, with how many get it', async () => {
    expect(await previewAnnouncement(staff(), message({ subject: ' The  quiz ' }))).toMatchObject({
      subject: 'The quiz',
      recipients: 1,
      chosen: null,
    });
    expect(await db.select().from(announcements)).toEqual([]);
  });

  test.each([
    [{ subject: ' ' }, { subject: 'text-missing' }],
    [{ body: 'x'.repeat(4_001) }, { body: 'text-long' }],
  ])('is refused with %j', async (given, fields) => {
    for (const act of [sendAnnouncement, previewAnnouncement])
      await expect(act(staff(), message(given))).rejects.toMatchObject(refusal('invalid-input', fields));
  });

  test('to nobody is refused', async () => {
    const empty = await insertCohort(db, world.course, [world.instructor.userId]);
    const nobody = refusal('invalid-input', { learners: 'nobody-chosen' });
    for (const given of [{ userIds: [] }, { cohortId: empty }]) {
      await expect(sendAnnouncement(staff(), message(given))).rejects.toMatchObject(nobody);
      await expect(previewAnnouncement(staff(), message(given))).rejects.toMatchObject(nobody);
    }
  });

  test('is not sent from an archived cohort', async () => {
    await db.update(cohorts).set({ archivedAt: world.clock.now() }).where(eq(cohorts.id, world.cohortId));
    for (const act of [sendAnnouncement, previewAnnouncement])
      await expect(act(staff(), message())).rejects.toMatchObject(refusal('cohort-archived'));
    expect(await viewAnnouncements(staff(), { cohortId: world.cohortId, userIds: null })).toMatchObject({
      isArchived: true,
    });
  });

  test("to a learner of somebody else's cohort, or from such a cohort, does not exist", async () => {
    const stranger = await insertUser(db);
    const theirs = await insertCohort(db, world.course, []);
    await insertEnrolment(db, stranger.userId, world.course.courseId, { cohortId: theirs });
    const missing = refusal('not-found');
    const others = await insertUser(db, { role: 'instructor' });
    for (const act of [sendAnnouncement, previewAnnouncement]) {
      for (const userIds of [[stranger.userId], [uuidv7()], ['no id']])
        await expect(act(staff(), message({ userIds }))).rejects.toMatchObject(missing);
      for (const cohortId of [theirs, uuidv7(), 'no id'])
        await expect(act(staff(), message({ cohortId }))).rejects.toMatchObject(missing);
      for (const actor of [learner, others])
        await expect(act(world.as(actor), message())).rejects.toMatchObject(missing);
    }
    const view = { cohortId: world.cohortId, userIds: null };
    await expect(viewAnnouncements(world.as(others), view)).rejects.toMatchObject(missing);
    await expect(viewAnnouncements(world.as(learner), view)).rejects.toMatchObject(missing);
  });
});

describe('the letters of an announcement', () => {
  test("are in the language of who gets them, around the author's own words", async () => {
    await sendAnnouncement(staff(), message());
    await mailAnnouncement(world.as(null, { mail: createMail(null) }), await sent());
    const [letter] = await db.select().from(outbox);
    expect(letter).toMatchObject({ recipient: learner.email, locale: 'fa' });
    expect(letter?.subject).toContain('The quiz opens');
    expect(letter?.body).toMatch(/^نرگس گرامی[^]*Dear all,\n\nit opens on Monday\.[^]*\/announcements$/);
  });

  test('are written once to each, though the job is killed between and within its batches', async () => {
    const many = 1_203;
    const people = Array.from({ length: many - 1 }, () => uuidv7());
    const ids = JSON.stringify(people);
    await db.execute(`insert into users (id, email, password_hash, name_native, name_latin, name_language, role, locale, created_at)
      select value::uuid, value || '@example.org', 'none', 'A', 'A', 'en', 'learner', 'en', now()
      from jsonb_array_elements_text('${ids}'::jsonb)`);
    await db.execute(`insert into enrolments (user_id, course_id, cohort_id, enrolled_at)
      select value::uuid, '${world.course.courseId}', '${world.cohortId}', now() from jsonb_array_elements_text('${ids}'::jsonb)`);
    await sendAnnouncement(staff(), message());
    const id = await sent();
    const real = createMail(null);
    let written = 0;
    const killedAt = (letter: number): Partial<Ctx> => ({
      mail: {
        async send(ctx, given) {
          await real.send(ctx, given);
          if (++written === letter) throw new Error('killed');
        },
      },
    });
    await expect(mailAnnouncement(world.as(null, killedAt(300)), id)).rejects.toThrow('killed');
    expect(await db.select().from(outbox)).toHaveLength(0);
    written = 0;
    await expect(mailAnnouncement(world.as(null, killedAt(700)), id)).rejects.toThrow('killed');
    expect(await db.select().from(outbox)).toHaveLength(500);
    const waiting: unknown[] = [];
    const enqueue: Ctx['jobs']['enqueue'] = (_ctx, _name, data) => Promise.resolve(void waiting.push(data));
    await resumeAnnouncements(world.as(null, { jobs: { enqueue } }));
    expect(waiting).toEqual([{ announcementId: id }]);
    // Two instances at once, and once more afterwards.
    const again = () => mailAnnouncement(world.as(null, { mail: real }), id);
    await Promise.all([again(), again()]);
    await again();
    const letters = await db.select({ to: outbox.recipient }).from(outbox);
    expect(letters).toHaveLength(many);
    expect(new Set(letters.map(({ to }) => to)).size).toBe(many);
    waiting.splice(0);
    await resumeAnnouncements(world.as(null, { jobs: { enqueue } }));
    expect(waiting).toEqual([]);
  });
});

describe('a learner', () => {
  test('sees on the start page what they have not read, and all of it on its own page', async () => {
    await sendAnnouncement(staff(), message());
    const id = await sent();
    expect((await viewDashboard(world.as(learner))).unread).toMatchObject([
      { id, subject: 'The quiz opens', readAt: null },
    ]);
    await readOwnAnnouncement(world.as(learner), { id });
    const readAt = world.clock.now();
    world.clock.advance(60);
    await readOwnAnnouncement(world.as(learner), { id });
    expect((await viewDashboard(world.as(learner))).unread).toEqual([]);
    expect((await listOwnAnnouncements(world.as(learner), {})).announcements).toMatchObject([{ id, readAt }]);
    expect(
      (await viewAnnouncements(staff(), { cohortId: world.cohortId, userIds: null })).sent,
    ).toMatchObject([{ id, read: 1, unmailed: 1 }]);
  });

  test('sees nothing that went to others, and cannot mark it', async () => {
    const other = await world.join();
    await sendAnnouncement(staff(), message({ userIds: [other.userId] }));
    expect((await viewDashboard(world.as(learner))).unread).toEqual([]);
    expect((await listOwnAnnouncements(world.as(learner), {})).announcements).toEqual([]);
    for (const id of [await sent(), uuidv7(), 'no id'])
      await expect(readOwnAnnouncement(world.as(learner), { id })).rejects.toMatchObject(
        refusal('not-found'),
      );
  });
});

test('what was sent is listed newest first, page by page', async () => {
  for (let number = 1; number <= 25; number += 1) {
    await sendAnnouncement(staff(), message({ subject: `Number ${number}` }));
    world.clock.advance(number % 5 ? 0 : 60);
  }
  const page = (after?: string | null) =>
    viewAnnouncements(staff(), { cohortId: world.cohortId, userIds: null, after: after ?? null });
  const first = await page();
  const rest = await page(first.next);
  expect([first.sent.length, rest.sent.length, rest.next]).toEqual([20, 5, null]);
  const subjects = [...first.sent, ...rest.sent].map(({ subject }) => subject);
  expect(new Set(subjects).size).toBe(25);
  const own = await listOwnAnnouncements(world.as(learner), {});
  const ownRest = await listOwnAnnouncements(world.as(learner), { after: own.next });
  expect([...own.announcements, ...ownRest.announcements].map(({ subject }) => subject)).toEqual(subjects);
});

import { beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '#lib/domain/permissions.ts';
import { announcements, deadlineExtensions, learnerNotes } from '#lib/server/db/schema/index.ts';
import { sendAnnouncement } from '#lib/server/services/announcements/send-announcement.ts';
import { viewLearner } from '#lib/server/services/cohorts/view-learner.ts';
import { exemptSegment } from '#lib/server/services/learners/exempt-segment.ts';
import { viewLearnerAttempt } from '#lib/server/services/learners/view-learner-attempt.ts';
import { writeNote } from '#lib/server/services/learners/write-note.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import { allowMore } from '#lib/server/services/quizzes/allow-more.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertEnrolment, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let learner: Actor;

beforeEach(async () => {
  await db.delete(announcements);
  world = await cohortWorld(db);
  learner = await world.join();
});

const view = (after: string | null = null, actor: Actor = world.instructor) =>
  viewLearner(world.as(actor), { userId: learner.userId, after });
const course = () => world.course.courseId;
const staff = () => world.as(world.instructor);

/** One of everything, a minute apart. */
async function eventfulLife(): Promise<void> {
  const { userId } = learner;
  const at = { course: world.course.document.slug, module: 'steel' };
  const acts: (() => Promise<unknown>)[] = [
    () => world.study(learner, 'steel'),
    () =>
      reportWatched(world.as(learner), {
        ...at,
        segment: 'lecture',
        way: 'audio',
        lengthSeconds: null,
        ranges: [[0, 20]],
      }),
    () => world.takeQuiz(learner, 'steel', 2),
    () =>
      allowMore(staff(), {
        userId,
        course: course(),
        module: 'steel',
        attempts: '2',
        minutes: '',
        closes: '',
        reason: 'Power cut',
      }),
    () => world.takeQuiz(learner, 'steel', 5),
    () =>
      db.insert(deadlineExtensions).values({
        ...{ userId, courseId: course(), moduleKey: 'cement', dueOn: '2026-06-01', reason: 'Ill' },
        ...{ grantedBy: world.instructor.userId, grantedAt: world.clock.now() },
      }),
    () =>
      exemptSegment(staff(), {
        userId,
        course: course(),
        module: 'cement',
        segment: 'lecture',
        reason: 'No line',
      }),
    () =>
      sendAnnouncement(staff(), { cohortId: world.cohortId, subject: 'Hello', body: 'All', userIds: null }),
    () => writeNote(staff(), { userId, course: course(), note: 'Called her' }),
  ];
  for (const act of acts) {
    world.clock.advance(60);
    await act();
  }
}

describe('the timeline of a learner', () => {
  test('holds everything that happened, newest first', async () => {
    await eventfulLife();
    const { events, next } = (await view()).timeline;
    expect(next).toBeNull();
    expect(events.map(({ kind }) => kind)).toEqual([
      'note',
      'announcement',
      'exemption',
      'extension',
      ...['completed', 'badge', 'attempt'].sort().reverse(),
      'allowance',
      'attempt',
      'followed',
      ...['opened', 'read', 'read', 'stand-in'].sort().reverse(),
      'enrolled',
    ]);
    const of = (kind: string) => events.find((event) => event.kind === kind);
    expect(of('note')?.details).toMatchObject({ body: 'Called her', by: 'Айгерім Нұрланқызы' });
    expect(of('announcement')?.details).toMatchObject({ subject: 'Hello', read: false });
    expect(of('exemption')).toMatchObject({ partTitle: 'The lecture', details: { reason: 'No line' } });
    expect(of('attempt')).toMatchObject({
      moduleTitle: 'The steel industry',
      details: { number: 2, state: 'graded', score: 5, maxScore: 5 },
    });
    expect(of('allowance')?.details).toMatchObject({ extraAttempts: 2 });
    expect(of('extension')?.details).toMatchObject({ dueOn: '2026-06-01', reason: 'Ill' });
    expect(of('followed')?.details).toEqual({ way: 'audio' });
  });

  test('comes in pages of fifty that lose and repeat nothing, also within one moment', async () => {
    const note = { userId: learner.userId, courseId: course(), body: 'x', writtenBy: null };
    await db
      .insert(learnerNotes)
      .values(Array.from({ length: 120 }, () => ({ ...note, id: uuidv7(), writtenAt: world.clock.now() })));
    const pages = [(await view()).timeline];
    for (let next = pages[0]?.next ?? null; next !== null;) {
      const { timeline } = await view(next);
      pages.push(timeline);
      next = timeline.next;
    }
    expect(pages.map(({ events }) => events.length)).toEqual([50, 50, 21]);
    expect(new Set(pages.flatMap(({ events }) => events.map(({ key }) => key))).size).toBe(121);
  });

  test('goes on at no made-up place', async () => {
    for (const after of ['x', '1.', "1.'; select 1"])
      await expect(view(after)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('holds nothing of other learners, and nothing that another cohort was sent', async () => {
    const other = await world.join();
    await world.study(other, 'steel');
    const theirs = await insertCohort(db, world.course, [world.instructor.userId]);
    const third = await insertUser(db);
    await insertEnrolment(db, third.userId, course(), { cohortId: theirs });
    await sendAnnouncement(staff(), { cohortId: theirs, subject: 'x', body: 'x', userIds: null });
    await writeNote(staff(), { userId: third.userId, course: course(), note: 'x' });
    expect((await view()).timeline.events.map(({ kind }) => kind)).toEqual(['enrolled']);
  });
});

test('notes are shown with whether they are the own ones', async () => {
  await writeNote(staff(), { userId: learner.userId, course: course(), note: 'Mine' });
  const admin = await insertUser(db, { role: 'admin' });
  await writeNote(world.as(admin), { userId: learner.userId, course: course(), note: 'Theirs' });
  const notes = async (actor: Actor) =>
    (await view(null, actor)).courses[0]?.notes.map(({ body, mayRemove }) => [body, mayRemove]);
  expect(new Map((await notes(world.instructor)) as [string, boolean][])).toEqual(
    new Map([
      ['Mine', true],
      ['Theirs', false],
    ]),
  );
  expect((await notes(admin))?.every(([, may]) => may)).toBe(true);
});

describe('an attempt of a learner', () => {
  const open = (attemptId: string, actor: Actor = world.instructor, userId = learner.userId) =>
    viewLearnerAttempt(world.as(actor), { userId, attemptId });

  test('shows each question with what was answered, its points and what is right', async () => {
    const attemptId = await world.takeQuiz(learner, 'steel', 3);
    const { review, number, module } = await open(attemptId);
    expect([number, module.key, review?.score, review?.percent]).toEqual([1, 'steel', 3, 60]);
    expect(review?.questions.map(({ points, answered }) => [points, answered])).toEqual([
      [1, true],
      [1, true],
      [1, true],
      [0, false],
      [0, false],
    ]);
  });

  test('shows no answers while it is open', async () => {
    const at = { course: world.course.document.slug, module: 'steel' };
    const { attemptId } = await startAttempt(world.as(learner), at);
    expect(await open(attemptId)).toMatchObject({ review: null, state: 'in_progress' });
  });

  test("of somebody else's learner, or at another learner's address, does not exist", async () => {
    const attemptId = await world.takeQuiz(learner, 'steel', 3);
    const other = await world.join();
    const missing = { code: 'not-found' };
    for (const actor of [learner, await insertUser(db, { role: 'instructor' })])
      await expect(open(attemptId, actor)).rejects.toMatchObject(missing);
    await expect(open(attemptId, world.instructor, other.userId)).rejects.toMatchObject(missing);
    for (const none of [uuidv7(), 'no id']) await expect(open(none)).rejects.toMatchObject(missing);
  });
});

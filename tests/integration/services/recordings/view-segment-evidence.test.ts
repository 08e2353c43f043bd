import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { moduleShapesOf } from '#lib/domain/courses/module-shape.ts';
import { SOURCE_KINDS } from '#lib/domain/courses/recording-file.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { formatMultirange, mergeRanges, type Range } from '#lib/domain/progress/watched-ranges.ts';
import { enrolments, segmentEvidence, users } from '#lib/server/db/schema/index.ts';
import { saveShapes } from '#lib/server/queries/standings.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { exportSegmentChart } from '#lib/server/services/recordings/export-segment-chart.ts';
import { exportSegmentEvidence } from '#lib/server/services/recordings/export-segment-evidence.ts';
import { viewSegmentEvidence } from '#lib/server/services/recordings/view-segment-evidence.ts';
import { load } from '../../../../src/routes/instructor/modules/[module]/segments/[segment]/evidence/+page.server.ts';
import { coursesOf, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  insertCohort,
  insertEnrolment,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';
import { comparable, countPlainly, type StoredEvidence } from '../../../support/segment-counts.ts';

const { db } = await freshDatabase();
let course: PublishedCourse;
let instructor: Actor;
let cohortId: string;
let clock: TestClock;

async function open() {
  course = await insertPlainCourse(db);
  instructor = await insertUser(db, { role: 'instructor' });
  cohortId = await insertCohort(db, course, [instructor.userId]);
  clock = new TestClock();
}
beforeEach(open);

const as = (actor: Actor | null) => testContext(db, { actor, clock, courses: coursesOf([course]) });
const place = () => ({ course: course.document.slug, module: 'module-1', segment: 'lecture' });
const view = (actor: Actor | null = instructor, cohort: string | null = null) =>
  viewSegmentEvidence(as(actor), { ...place(), cohort });

async function join(cohort: string | null = cohortId) {
  const learner = await insertUser(db);
  await insertEnrolment(db, learner.userId, course.courseId, { cohortId: cohort });
  return learner;
}

async function watch(
  learner: Actor,
  ranges: [number, number][],
  given: Partial<Parameters<typeof reportWatched>[1]> = {},
) {
  await visitModule(as(learner), place());
  clock.advance(120);
  const position = ranges.at(-1)?.[1] ?? null;
  const report = { ...place(), way: 'video' as const, source: 'video-240' as const, lengthSeconds: null };
  await reportWatched(as(learner), { ...report, position, ranges, ...given });
}

describe('the counts of a segment', () => {
  test('say how many watched each second, where they stopped, and from what they watched', async () => {
    await watch(await join(), [[0, 120]], { source: 'youtube' });
    await watch(await join(), [[0, 60]]);
    await watch(await join(), [[30, 60]], { way: 'audio', source: 'audio' });
    const reader = await join();
    await markStandIn(as(reader), { ...place(), read: true });
    await join();
    const { counts, segment } = await view();
    expect(segment.title).toBe('Lecture');
    expect(counts).toMatchObject({
      people: 5,
      withEvidence: 4,
      watched: 3,
      covered: 2,
      lengthSeconds: 120,
      pieceSeconds: 10,
      stops: [{ atSeconds: 60, count: 2 }],
      ways: { video: 2, audio: 1, transcript: 1 },
    });
    expect(counts.watchers).toEqual([2, 2, 2, 3, 3, 3, 1, 1, 1, 1, 1, 1]);
    expect(comparable(counts).sources).toEqual([
      { source: 'audio', count: 1 },
      { source: 'video-240', count: 1 },
      { source: 'youtube', count: 1 },
    ]);
    const table = await exportSegmentEvidence(as(instructor), { ...place(), cohort: null });
    expect(table.name).toBe('module-1-lecture');
    expect(await Array.fromAsync(table.rows)).toEqual([
      [0, 30, 2, 0],
      [30, 60, 3, 0],
      [60, 120, 1, 2],
    ]);
    const chart = async (key: string) => {
      const { rows } = await exportSegmentChart(as(instructor), { ...place(), cohort: null, chart: key });
      return Array.fromAsync(rows);
    };
    expect(await chart('ways')).toEqual([
      ['Watched the video', 2, 50],
      ['Listened to the audio', 1, 25],
      ['Read the written summary', 1, 25],
    ]);
    expect(await chart('sources')).toContainEqual(['YouTube', 1, expect.closeTo(100 / 3, 6)]);
    await expect(chart('stops')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('as a file are for nobody else, and empty where nobody watched', async () => {
    const asked = { ...place(), cohort: null };
    expect((await exportSegmentEvidence(as(instructor), asked)).total).toBe(0);
    const strangers = [await insertUser(db), await insertUser(db, { role: 'instructor' })];
    for (const stranger of strangers)
      for (const take of [exportSegmentEvidence, exportSegmentChart])
        await expect(take(as(stranger), { ...asked, chart: 'ways' })).rejects.toMatchObject({
          code: 'not-found',
        });
  });

  test('of nobody are all nothing', async () => {
    expect((await view()).counts).toMatchObject({ people: 0, withEvidence: 0, stops: [], sources: [] });
  });

  test('tell who looked at the video after reading as readers, and who heard it all as listeners', async () => {
    const reader = await join();
    await markStandIn(as(reader), { ...place(), read: true });
    await watch(reader, [[0, 10]]);
    const listener = await join();
    await watch(listener, [[0, 120]], { way: 'audio', source: 'audio' });
    await markStandIn(as(listener), { ...place(), read: true });
    expect((await view()).counts.ways).toEqual({ video: 0, audio: 1, transcript: 1 });
  });
});

describe('whom they count', () => {
  test('for an instructor the own cohorts, one or all; for an administrator those of everybody', async () => {
    const other = await insertUser(db, { role: 'instructor' });
    const theirs = await insertCohort(db, course, [other.userId]);
    const second = await insertCohort(db, course, [instructor.userId]);
    for (const cohort of [cohortId, theirs, theirs, second, null]) await watch(await join(cohort), [[0, 20]]);
    const admin = await insertUser(db, { role: 'admin' });
    const people = async (...asked: Parameters<typeof view>) => (await view(...asked)).counts.people;
    expect(await people()).toBe(2);
    expect(await people(instructor, cohortId)).toBe(1);
    expect(await people(other)).toBe(2);
    expect(await people(admin)).toBe(4);
    expect(await people(admin, theirs)).toBe(2);
    await expect(people(instructor, theirs)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is asked by nobody else: to learners, visitors and the staff of other courses there is no such page', async () => {
    const learner = await join();
    const stranger = await insertUser(db, { role: 'instructor' });
    const elsewhere = await insertPlainCourse(db);
    await insertCohort(db, elsewhere, [stranger.userId]);
    const page = (actor: Actor | null, segment = 'lecture') =>
      load({
        locals: { ctx: as(actor) },
        params: { module: 'module-1', segment },
        url: new URL(`https://learn.example.org/x?course=${course.document.slug}`),
      } as never);
    for (const actor of [learner, stranger]) await expect(page(actor)).rejects.toMatchObject({ status: 404 });
    await expect(page(instructor, 'none')).rejects.toMatchObject({ status: 404 });
    await expect(page(null)).rejects.toMatchObject({ status: 303 });
    expect(await page(instructor)).toMatchObject({ segment: { key: 'lecture' }, counts: { people: 1 } });
  });
});

const range = fc
  .tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 200 }))
  .map(([from, length]): Range => [from, from + length]);
const evidence: fc.Arbitrary<StoredEvidence> = fc.record({
  watched: fc.array(range, { maxLength: 5 }).map(mergeRanges),
  measuredSeconds: fc.option(fc.constantFrom(120, 640, 641)),
  position: fc.option(fc.integer({ min: 0, max: 900 })),
  source: fc.option(fc.constantFrom(...SOURCE_KINDS)),
  way: fc.constantFrom('video' as const, 'audio' as const, 'transcript' as const),
  standInRead: fc.boolean(),
});

/** Publishes the course with the segment as long as this; null: it does not say. */
async function publishLength(seconds: number | null) {
  const segment = course.document.modules[0]?.segments[0];
  if (segment) Object.assign(segment, { startSeconds: seconds && 30, endSeconds: seconds && seconds + 30 });
  await saveShapes(db, course.courseId, moduleShapesOf(course.document));
}

describe('what happens later', () => {
  const told = async (cohort: string | null = null) => {
    const { people, watched, covered, stops, watchers } = (await view(instructor, cohort)).counts;
    return { people, watched, covered, stopped: stops.length, first: watchers[0] };
  };
  const nobody = { people: 0, watched: 0, covered: 0, stopped: 0, first: undefined };

  test('those who are moved take what they watched with them, and those who are taken out leave nothing', async () => {
    const second = await insertCohort(db, course, [instructor.userId]);
    const learner = await join();
    await watch(learner, [[0, 60]]);
    const one = { people: 1, watched: 1, covered: 0, stopped: 1, first: 1 };
    const none = { ...nobody, first: 0 };
    expect(await told(cohortId)).toEqual(one);
    const moveTo = (cohort: string | null) =>
      db.update(enrolments).set({ cohortId: cohort }).where(eq(enrolments.userId, learner.userId));
    await moveTo(second);
    expect([await told(cohortId), await told(second)]).toEqual([none, one]);
    await moveTo(null);
    expect(await told()).toEqual(none);
    await moveTo(cohortId);
    expect(await told(cohortId)).toEqual(one);
    await db.delete(users).where(eq(users.id, learner.userId));
    expect(await told()).toEqual(none);
  });

  test('a course that makes the segment shorter or longer is counted anew', async () => {
    await watch(await join(), [[0, 100]]);
    await markStandIn(as(await join()), { ...place(), read: true });
    expect(await told()).toMatchObject({ covered: 1, stopped: 1 });
    await publishLength(105);
    expect(await told()).toMatchObject({ covered: 2, stopped: 0 });
    await publishLength(500);
    expect(await told()).toMatchObject({ covered: 1, stopped: 1 });
    await saveShapes(db, course.courseId, []);
    await saveShapes(db, course.courseId, moduleShapesOf(course.document));
    expect(await told()).toMatchObject({ covered: 1, stopped: 1 });
  });
});

test('whatever is stored, they are what counting by hand gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(evidence, { freq: 5 }), { maxLength: 12 }),
      fc.constantFrom(null, 120, 500, 601),
      fc.nat(12),
      async (people, authored, before) => {
        await open();
        for (const [index, person] of people.entries()) {
          if (index === before) await publishLength(authored);
          const { userId } = await join();
          if (!person) continue;
          await db.insert(segmentEvidence).values({
            userId,
            courseId: course.courseId,
            moduleKey: 'module-1',
            segmentKey: 'lecture',
            watched: formatMultirange(person.watched),
            lengthSeconds: person.measuredSeconds,
            positionSeconds: person.position,
            source: person.source,
            way: person.way,
            standInReadAt: person.standInRead ? clock.now() : null,
          });
        }
        if (before >= people.length) await publishLength(authored);
        const { counts } = await view();
        expect(comparable(counts)).toEqual(comparable(countPlainly(people, authored)));
      },
    ),
    { numRuns: 40 },
  );
});

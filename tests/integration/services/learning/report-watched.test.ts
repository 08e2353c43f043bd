import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { coverageOf } from '#lib/domain/progress/coverage.ts';
import { mergeReport, type WatchState } from '#lib/domain/progress/merge-report.ts';
import { creditBudget, creditRanges, nextCreditClock } from '#lib/domain/progress/watch-credit.ts';
import { clipRanges, mergeRanges, secondsIn, type Range } from '#lib/domain/progress/watched-ranges.ts';
import { openDatabase, type Executor } from '#lib/server/db/client.ts';
import { moduleCompletions, segmentEvidence } from '#lib/server/db/schema/index.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { reportWatched, type WatchReport } from '#lib/server/services/learning/report-watched.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { coursesOf, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  insertEnrolment,
  insertGradedAttempt,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';
import { happen, histories, SEGMENT_SECONDS } from '../../../support/watch-history.ts';

const { db, url } = await freshDatabase();
let course: PublishedCourse;
let learner: Actor;
let clock: TestClock;

const placed = () => ({
  course: course.document.slug,
  module: 'module-1',
  segment: 'lecture',
  way: 'video' as const,
});

const context = (actor: Actor | null = learner) =>
  testContext(db, { actor, clock, courses: coursesOf([course]) });

const report = (ranges: readonly Range[], actor?: Actor | null, given: Partial<WatchReport> = {}) =>
  reportWatched(context(actor), {
    ...placed(),
    lengthSeconds: null,
    position: null,
    ranges: ranges.map(([from, to]): [number, number] => [from, to]),
    ...given,
  });
/** As today's players send it: with an id of its own. */
const event = (given: Partial<WatchReport> & { ranges?: [number, number][] }) =>
  report(given.ranges ?? [], undefined, { event: randomUUID(), ...given });

const row = async () =>
  (await db.select().from(segmentEvidence).where(eq(segmentEvidence.userId, learner.userId)))[0];

async function open() {
  clock = new TestClock();
  learner = await insertUser(db);
  await insertEnrolment(db, learner.userId, course.courseId);
  await visitModule(context(), { course: course.document.slug, module: 'module-1' });
}

beforeEach(async () => {
  course = await insertPlainCourse(db);
  await open();
});

describe('a watch report', () => {
  test('five seconds after the start is credited fifteen seconds at most', async () => {
    clock.advance(5);
    expect((await report([[0, 120]])).watched).toEqual([[0, 15]]);
  });

  test('sent twice changes nothing', async () => {
    clock.advance(60);
    await report([[0, 60]]);
    expect((await report([[0, 60]])).watched).toEqual([[0, 60]]);
  });

  test('sent fifty times at once gains one slack, not fifty', async () => {
    clock.advance(10);
    for (let time = 0; time < 50; time++) await report([[0, 120]]);
    expect((await report([])).watched).toEqual([[0, 25]]);
  });

  test('of 90 % of the segment covers it', async () => {
    clock.advance(60);
    expect((await report([[0, 107]])).covered).toBe(false);
    clock.advance(10);
    expect((await report([[107, 108]])).covered).toBe(true);
  });

  test('beyond the end of the segment is cut', async () => {
    clock.advance(3600);
    expect((await report([[100, 5000]])).watched).toEqual([[100, 120]]);
  });

  test('of somebody who is not enrolled, or not logged in, is refused', async () => {
    const stranger = await insertUser(db);
    await expect(report([[0, 5]], stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(report([[0, 5]], null)).rejects.toMatchObject({ code: 'login-required' });
  });
});

describe('how much of a segment is covered', () => {
  test('the same minute of two, twice, is a half', async () => {
    clock.advance(60);
    await event({ ranges: [[0, 60]] });
    clock.advance(60);
    const { watched, covered } = await event({ ranges: [[0, 60]] });
    expect([coverageOf(watched, 120), covered]).toEqual([0.5, false]);
  });

  test('one minute from one source and the next from another is the whole, and the last source is kept', async () => {
    clock.advance(60);
    await event({ ranges: [[0, 60]], source: 'video-480' });
    expect(await row()).toMatchObject({ source: 'video-480', way: 'video' });
    clock.advance(60);
    const { watched, covered } = await event({ ranges: [[60, 120]], source: 'audio', way: 'audio' });
    expect([coverageOf(watched, 120), covered]).toEqual([1, true]);
    expect(await row()).toMatchObject({ source: 'audio', way: 'audio' });
  });

  test('two tabs that play the same bring what one brings', async () => {
    clock.advance(30);
    const tabs = () => [event({ ranges: [[0, 30]] }), event({ ranges: [[0, 30]] })];
    for (const { watched } of await Promise.all(tabs())) expect(watched).toEqual([[0, 30]]);
  });

  test('a length that a player measured is never that of a segment with a window', async () => {
    clock.advance(60);
    expect((await event({ ranges: [[0, 60]], lengthSeconds: 60 })).covered).toBe(false);
  });
});

describe('a report with an event', () => {
  test('that was taken changes nothing at all, however late it comes again', async () => {
    clock.advance(20);
    const first = {
      event: randomUUID(),
      ranges: [[0, 20]] as [number, number][],
      position: 20,
      source: 'youtube' as const,
    };
    await event(first);
    clock.advance(20);
    await event({ ranges: [[60, 70]], position: 5, source: 'video-240' });
    const before = await row();
    clock.advance(3600);
    const { watched } = await event({ ...first, ranges: [[0, 120]] });
    expect(watched).toEqual([
      [0, 20],
      [60, 70],
    ]);
    expect(await row()).toEqual(before);
  });

  test('is remembered among the last 32, newest last', async () => {
    const events = Array.from({ length: 34 }, () => randomUUID());
    for (const one of events) await event({ event: one, ranges: [] });
    expect((await row())?.recentEvents).toEqual(events.slice(2));
  });

  test('and without anything new keeps the source, and moves the position', async () => {
    clock.advance(20);
    await event({ ranges: [[0, 20]], position: 20, source: 'video-240' });
    await event({ ranges: [[0, 5]], position: 5, source: 'audio', way: 'audio' });
    expect(await row()).toMatchObject({ source: 'video-240', way: 'video', positionSeconds: 5 });
  });
});

describe('reports at the same moment', () => {
  test('share one slack, however many connections they come by', async () => {
    clock.advance(10);
    const other = openDatabase(url, { max: 10 });
    const pieces = Array.from({ length: 24 }, (_, n): [number, number] => [n * 5, n * 5 + 5]);
    const by = (executor: Executor, ranges: [number, number][]) =>
      reportWatched(
        { ...context(), db: executor },
        { ...placed(), event: randomUUID(), lengthSeconds: null, ranges },
      );
    // A transaction has a line of its own, as another instance has.
    await Promise.all(
      pieces.map((piece, n) =>
        n % 2 ? by(db, [piece]) : other.db.transaction((tx) => by(tx as Executor, [piece])),
      ),
    );
    await other.close();
    // The first piece, and the slack that all the others share.
    expect(secondsIn((await report([])).watched)).toBe(10);
  });

  test('of one learner from several devices are merged one after the other, the rest when the clock allows', async () => {
    clock.advance(60);
    const ranges = Array.from({ length: 6 }, (_, n): [number, number] => [n * 20, n * 20 + 10]);
    const all = () => Promise.all(ranges.map((range) => event({ ranges: [range] })));
    await all();
    expect(secondsIn((await report([])).watched)).toBe(15);
    for (let round = 0; round < 5; round++) {
      clock.advance(10);
      await all();
    }
    expect((await report([])).watched).toEqual(ranges);
  });

  test('of which Postgres refuses one are taken but for that one', async () => {
    clock.advance(60);
    const bad = { ranges: [[0, 10]] as [number, number][], source: 'unheard-of' as never, event: 'no uuid' };
    const answers = await Promise.allSettled([
      event({ ranges: [[0, 10]] }),
      event(bad),
      event({ ranges: [[20, 25]] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await report([])).watched).toEqual([
      [0, 10],
      [20, 25],
    ]);
  });
});

describe('the completion of a module', () => {
  const completions = () =>
    db.select().from(moduleCompletions).where(eq(moduleCompletions.userId, learner.userId));
  const cover = (given: Partial<WatchReport> = {}) => event({ ranges: [[0, 120]], ...given });

  beforeEach(async () => {
    for (const section of ['one', 'two']) await markSection(context(), { ...placed(), section, read: true });
    await insertGradedAttempt(db, course, { userId: learner.userId, moduleKey: 'module-1', percent: 80 });
    clock.advance(120);
  });

  test('follows from the report that covers its last segment', async () => {
    await cover();
    expect(await completions()).toHaveLength(1);
  });

  test('follows from the same report sent again, when its answer was lost before', async () => {
    const own = randomUUID();
    await cover({ event: own });
    // As if the process had ended between the two.
    await db.delete(moduleCompletions);
    await cover();
    expect(await completions()).toHaveLength(0);
    await cover({ event: own });
    expect(await completions()).toHaveLength(1);
  });

  test('follows from a repetition of a player that does not number its reports', async () => {
    await report([[0, 120]]);
    await db.delete(moduleCompletions);
    await report([[0, 120]]);
    expect(await completions()).toHaveLength(1);
  });
});

test('any history of reports is credited as the rule says', async () => {
  const second = fc.integer({ min: 0, max: 130 });
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 40 }),
    ranges: fc.array(fc.tuple(second, second), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (history) => {
      await open();
      let last = 0;
      let now = 0;
      let known: Range[] = [];
      for (const { wait, ranges } of history) {
        clock.advance(wait);
        now += wait;
        const credited = creditRanges(clipRanges(ranges, 120), known, creditBudget(now - last));
        last = nextCreditClock(last, now, secondsIn(credited));
        known = mergeRanges([...known, ...credited]);
        expect((await report(ranges)).watched).toEqual(known);
      }
    }),
    { numRuns: 25 },
  );
});

test('whatever is lost, repeated or late on three devices, in the end exactly what was played is known', async () => {
  const [segment] = course.document.modules[0]?.segments ?? [];
  if (!segment) throw new Error('The course has no segment.');
  segment.endSeconds = SEGMENT_SECONDS;
  await fc.assert(
    fc.asyncProperty(histories, async (steps) => {
      await open();
      const start = clock.now().getTime();
      let state: WatchState = {
        watched: [],
        lengthSeconds: null,
        lastCredit: 0,
        way: 'video',
        source: null,
        position: null,
        recentEvents: [],
      };
      const { played, known, unconfirmed } = await happen(steps, async (sent, now) => {
        clock.time = new Date(start + now * 1000);
        state = mergeReport(state, sent, now);
        const ranges = sent.ranges.map(([from, to]): [number, number] => [from, to]);
        const { watched } = await event({ ...sent, way: sent.way === 'audio' ? 'audio' : 'video', ranges });
        expect(watched).toEqual(state.watched);
        return watched;
      });
      expect(unconfirmed).toEqual([]);
      expect(known).toEqual(played);
      const stored = await row();
      if (stored)
        expect(stored).toMatchObject({
          source: state.source,
          positionSeconds: state.position,
          recentEvents: state.recentEvents,
        });
    }),
    { numRuns: 25 },
  );
});

test('where the player stands is known on every device, and a report that does not say keeps it', async () => {
  const at = async (position: number | null) => {
    await report([[0, 3]], undefined, { position });
    return (await row())?.positionSeconds;
  };
  expect(await at(null)).toBeNull();
  expect(await at(61)).toBe(61);
  expect(await at(null)).toBe(61);
  expect(await at(7)).toBe(7);
});

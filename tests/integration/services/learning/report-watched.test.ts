import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { creditBudget, creditRanges, nextCreditClock } from '#lib/domain/progress/watch-credit.ts';
import { clipRanges, mergeRanges, secondsIn, type Range } from '#lib/domain/progress/watched-ranges.ts';
import { loadEvidence } from '#lib/server/queries/progress.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { coursesOf, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertEnrolment, insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let course: PublishedCourse;
let learner: Actor;
let clock: TestClock;

const context = (actor: Actor | null = learner) =>
  testContext(db, { actor, clock, courses: coursesOf([course]) });

const report = (ranges: Range[], actor?: Actor | null) =>
  reportWatched(context(actor), {
    course: course.document.slug,
    module: 'module-1',
    segment: 'lecture',
    way: 'video',
    lengthSeconds: null,
    position: null,
    ranges: ranges.map(([from, to]): [number, number] => [from, to]),
  });

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

test('where the player stands is known on every device, and a report that does not say keeps it', async () => {
  const at = async (position: number | null) => {
    const place = {
      course: course.document.slug,
      module: 'module-1',
      segment: 'lecture',
      way: 'video' as const,
    };
    await reportWatched(context(), { ...place, lengthSeconds: null, position, ranges: [[0, 3]] });
    const { segments } = await loadEvidence(db, learner.userId, course.courseId);
    return segments[0]?.positionSeconds;
  };
  expect(await at(null)).toBeNull();
  expect(await at(61)).toBe(61);
  expect(await at(null)).toBe(61);
  expect(await at(7)).toBe(7);
});

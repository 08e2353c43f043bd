import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CourseDocument, PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import {
  cohortTallies,
  learnerStandings,
  moduleStandings,
  tallyChanges,
} from '#lib/server/db/schema/index.ts';
import { saveShapes } from '#lib/server/queries/standings.ts';
import { foldTallies, sumTallies } from '#lib/server/queries/tallies.ts';
import { moduleShapesOf } from '#lib/domain/courses/module-shape.ts';
import { compareSummaries, rebuildSummaries } from '#lib/server/services/cohorts/check-summaries.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { coursesOf, TestClock, testContext } from '../../support/context.ts';
import { freshDatabase } from '../../support/database.ts';
import {
  insertCohort,
  insertEnrolment,
  insertGradedAttempt,
  insertPlainCourse,
  insertUser,
} from '../../support/factories/learning.ts';
import { deeds, perform, type HistoryWorld } from '../../support/learner-histories.ts';
import { recount } from '../../support/recount.ts';

const { db, sql } = await freshDatabase();

async function openWorld(): Promise<HistoryWorld> {
  await sql`truncate courses, users, cohort_tallies, tally_changes, figure_sums, figure_changes, answer_counts cascade`;
  const clock = new TestClock();
  const course = await insertPlainCourse(db);
  const cohorts: [string, string] = [await insertCohort(db, course, []), await insertCohort(db, course, [])];
  const learners: Actor[] = [];
  for (const cohortId of [cohorts[0], cohorts[0], cohorts[1], null]) {
    const learner = await insertUser(db);
    await insertEnrolment(db, learner.userId, course.courseId, { cohortId });
    learners.push(learner);
  }
  const as = (actor: Actor) => testContext(db, { actor, clock, courses: coursesOf([course]) });
  return { course, cohorts, learners, clock, as };
}

/** What is kept, in the shape of the recount. */
async function kept(world: HistoryWorld) {
  const tallies = await sumTallies(db, { cohortIds: world.cohorts });
  return {
    learners: (await db.select().from(learnerStandings).orderBy(learnerStandings.userId)).map((row) => ({
      ...row,
      searchWords: [...row.searchWords.matchAll(/'([^']*)'/g)].map(([, word]) => word ?? '').sort(),
    })),
    modules: await db
      .select()
      .from(moduleStandings)
      .orderBy(moduleStandings.userId, moduleStandings.position),
    tallies: new Map(
      tallies.map(({ cohortId, moduleKey, kind, key, amount }) => [
        `${cohortId} / ${moduleKey} / ${kind} / ${key}`,
        amount,
      ]),
    ),
  };
}

const near = (value: number) => Math.round(value * 1e4) / 1e4;

async function expectRight(world: HistoryWorld, document: CourseDocument = world.course.document) {
  const [is, should] = [await kept(world), await recount(db, new Map([[world.course.courseId, document]]))];
  const byUser = <T extends { userId: string }>(rows: T[]) =>
    [...rows].sort((a, b) => (a.userId < b.userId ? -1 : a.userId > b.userId ? 1 : 0));
  const rounded = <T extends { averagePercent: number | null }>(rows: T[]) =>
    rows.map((row) => ({
      ...row,
      averagePercent: row.averagePercent === null ? null : near(row.averagePercent),
    }));
  expect(rounded(is.learners)).toEqual(rounded(byUser(should.learners)));
  expect(is.modules).toEqual(byUser(should.modules));
  const sorted = (map: Map<string, number>) => [...map].map(([name, n]) => [name, near(n)]).sort();
  expect(sorted(is.tallies)).toEqual(sorted(should.tallies));
}

describe('standings and counts', () => {
  test(
    'equal a recount from the raw evidence after any history, folded or not',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(deeds, async (history) => {
          const world = await openWorld();
          for (const [index, deed] of history.entries()) {
            await perform(world, deed);
            if (index % 7 === 3) await foldTallies(db, 20);
          }
          await expectRight(world);
          while ((await foldTallies(db, 50)) > 0);
          expect(await db.$count(tallyChanges)).toBe(0);
          await expectRight(world);
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe('one learner at many things at once', () => {
  let world: HistoryWorld;
  let course: PublishedCourse;
  const errors: unknown[] = [];

  beforeEach(async () => {
    world = await openWorld();
    course = world.course;
  });
  afterEach(() => {
    errors.length = 0;
  });

  test('marks, reports, visits and marks of a quiz side by side lose nothing and never block each other for good', async () => {
    const [actor] = world.learners;
    if (!actor) throw new Error('No learner.');
    const place = { course: course.document.slug, module: course.document.modules[0]?.slug ?? '' };
    await visitModule(world.as(actor), place);
    world.clock.advance(600);
    for (let round = 0; round < 12; round++) {
      const ctx = world.as(actor);
      await Promise.all([
        markSection(ctx, { ...place, section: 'one', read: true }),
        markSection(ctx, { ...place, section: 'two', read: round % 2 === 0 }),
        reportWatched(ctx, {
          ...place,
          segment: course.document.modules[0]?.segments[0]?.key ?? '',
          way: 'video',
          lengthSeconds: 120,
          ranges: [[round * 5, round * 5 + 60]],
        }),
        visitModule(ctx, place),
        sql`update enrolments set cohort_id = ${world.cohorts[round % 2] ?? null} where user_id = ${actor.userId}`,
        insertGradedAttempt(db, course, {
          userId: actor.userId,
          moduleKey: course.document.modules[0]?.key ?? '',
          percent: round,
          number: round + 1,
        }),
        foldTallies(db, 10),
      ]);
      world.clock.advance(60);
    }
    await expectRight(world);
  });

  test('another revision of the course counts everybody anew', async () => {
    const [actor] = world.learners;
    if (!actor) throw new Error('No learner.');
    const [first, second] = course.document.modules;
    if (!first || !second) throw new Error('Two modules.');
    const place = { course: course.document.slug, module: first.slug };
    for (const section of ['one', 'two'])
      await markSection(world.as(actor), { ...place, section, read: true });
    for (const module of [first, second]) {
      const there = { ...place, module: module.slug };
      await visitModule(world.as(actor), there);
      world.clock.advance(60);
      await reportWatched(world.as(actor), {
        ...there,
        segment: 'lecture',
        way: 'video',
        lengthSeconds: 120,
        position: 60,
        ranges: [[0, 60]],
      });
    }
    const shorter: CourseDocument = {
      ...course.document,
      passMarkPercent: 30,
      modules: [
        {
          ...first,
          sections: first.sections.slice(0, 1),
          segments: first.segments.map((segment) => ({ ...segment, endSeconds: 60 })),
        },
      ],
    };
    await saveShapes(db, course.courseId, moduleShapesOf(shorter));
    await expectRight(world, shorter);
    await saveShapes(db, course.courseId, moduleShapesOf(course.document));
    await expectRight(world);
  });

  test('a comparison finds what was tampered with, and rebuilding mends it', async () => {
    const [actor] = world.learners;
    const place = { course: course.document.slug, module: course.document.modules[0]?.slug ?? '' };
    await markSection(world.as(actor as Actor), { ...place, section: 'one', read: true });
    const tell = () => undefined;
    const right = { learners: 4, wrongStandings: 0, examples: [], wrongAttempts: 0, wrongCounts: 0 };
    expect(await compareSummaries({ db }, tell)).toEqual(right);
    await sql`update module_standings set attempts = attempts + 1 where user_id = ${(actor as Actor).userId}`;
    await sql`delete from learner_standings where user_id = ${world.learners[1]?.userId ?? ''}`;
    await sql`insert into tally_changes (cohort_id, module_key, kind, key, amount)
      values (${world.cohorts[0]}, '', 'learners', '', 7), (${world.cohorts[0]}, 'module-1', 'stop', 'lecture@3', 1)`;
    const found = await compareSummaries({ db }, tell);
    expect(found).toMatchObject({ wrongStandings: 3, wrongCounts: 2 });
    await rebuildSummaries({ db }, tell);
    expect(await compareSummaries({ db }, tell)).toEqual(right);
    await expectRight(world);
  });

  test('counts of a cohort that is gone are dropped with the next fold', async () => {
    await sql`delete from cohorts`;
    await foldTallies(db, 1000);
    expect(await db.$count(tallyChanges)).toBe(0);
    expect(await db.$count(cohortTallies)).toBe(0);
  });
});

import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ATTEMPT_CHOICES, type AttemptChoice } from '#lib/domain/analysis/attempt-choice.ts';
import { analyseItems, figuresFrom } from '#lib/domain/analysis/item-analysis.ts';
import { sumsFromKept } from '#lib/domain/analysis/kept-sums.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import {
  answerCounts,
  attemptFigures,
  attemptQuestions,
  attempts,
  enrolments,
  figureChanges,
  figureSums,
  users,
} from '#lib/server/db/schema/index.ts';
import { countAnswers, foldFigures, listKeptSums } from '#lib/server/queries/figures.ts';
import { compareSummaries, rebuildSummaries } from '#lib/server/services/cohorts/check-summaries.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertSampleCourse } from '../../support/factories/course.ts';
import { insertCohort } from '../../support/factories/learning.ts';
import { insertMarkedLearner, type Marks } from '../../support/factories/marked-attempts.ts';
import { expectSame } from '../../support/same-figures.ts';

/** What the figures of questions are made of follows the attempts, whatever happens to them. */

const { db } = await freshDatabase();

interface World {
  course: PublishedCourse;
  cohorts: [string, string];
  learners: string[];
}

const ITEMS = Array.from({ length: 6 }, (_none, index) => ({ key: `steel-q0${index + 1}`, most: 1 }));

async function openWorld(): Promise<World> {
  await db.execute(
    sql`truncate courses, users, figure_sums, answer_counts, figure_changes, cohort_tallies, tally_changes cascade`,
  );
  const { course } = await insertSampleCourse(db);
  return {
    course,
    cohorts: [await insertCohort(db, course, []), await insertCohort(db, course, [])],
    learners: [],
  };
}

const mark = fc.constantFrom(0, 0.25, 0.5, 1);
const marks = fc
  .array(fc.option(mark, { freq: 3 }), { minLength: 6, maxLength: 6 })
  .filter((given) => given.some((one) => one !== null));
const answers = fc.array(fc.constantFrom<unknown>('a', 'b', null, { typed: '1,8' }), {
  minLength: 6,
  maxLength: 6,
});
const who = fc.nat(5);
const deed = fc.oneof(
  fc.record({
    does: fc.constant('comes' as const),
    tries: fc.array(fc.record({ marks, answers }), { maxLength: 3 }),
    cohort: fc.constantFrom(0, 1, null),
  }),
  fc.record({ does: fc.constant('is regraded' as const), who, question: fc.nat(5), mark }),
  fc.record({ does: fc.constant('moves' as const), who, cohort: fc.constantFrom(0, 1, null) }),
  fc.record({ does: fc.constant('changes the language' as const), who, to: fc.constantFrom('en', 'fa') }),
  fc.record({ does: fc.constant('is erased' as const), who }),
  fc.record({ does: fc.constant('loses the first attempt' as const), who }),
  fc.record({ does: fc.constant('is folded' as const), most: fc.integer({ min: 1, max: 5 }) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

async function perform(world: World, happens: Deed): Promise<void> {
  const cohortOf = (index: number | null) => (index === null ? null : (world.cohorts[index] ?? null));
  if (happens.does === 'is folded') return void (await foldFigures(db, happens.most));
  if (happens.does === 'comes')
    return void world.learners.push(
      await insertMarkedLearner(db, world.course, happens.tries, cohortOf(happens.cohort)),
    );
  const userId = world.learners[happens.who % Math.max(1, world.learners.length)];
  if (userId === undefined) return;
  if (happens.does === 'is regraded')
    await db.transaction(async (tx) => {
      await tx.execute(sql`update ${attemptQuestions} set points = ${happens.mark}::numeric
        where question_key = ${ITEMS[happens.question]?.key ?? ''} and attempt_id in (select id from ${attempts} where user_id = ${userId})`);
      await tx.execute(sql`update ${attempts} a set score = (select sum(points) from ${attemptQuestions} where attempt_id = a.id)
        where user_id = ${userId}`);
    });
  if (happens.does === 'moves')
    await db.execute(
      sql`update ${enrolments} set cohort_id = ${cohortOf(happens.cohort)} where user_id = ${userId}`,
    );
  if (happens.does === 'changes the language')
    await db.execute(sql`update ${users} set locale = ${happens.to} where id = ${userId}`);
  if (happens.does === 'loses the first attempt')
    await db.execute(sql`delete from ${attempts} where user_id = ${userId} and number = 1`);
  if (happens.does === 'is erased') {
    await db.execute(sql`delete from ${users} where id = ${userId}`);
    world.learners.splice(world.learners.indexOf(userId), 1);
  }
}

interface RawAttempt extends Record<string, unknown> {
  userId: string;
  number: number;
  cohortId: string | null;
  locale: string;
  asked: { key: string; points: number; answer: unknown }[];
}

const listRaw = () =>
  db.execute<RawAttempt>(sql`
    select a.user_id as "userId", a.number, e.cohort_id as "cohortId", u.locale,
      (select jsonb_agg(jsonb_build_object('key', q.question_key, 'points', q.points, 'answer', q.answer)) from ${attemptQuestions} q
        where q.attempt_id = a.id) as asked
    from ${attempts} a join ${enrolments} e using (user_id, course_id) join ${users} u on u.id = a.user_id order by a.user_id, a.number`);

const shareOf = ({ asked }: RawAttempt) => asked.reduce((all, { points }) => all + points, 0) / asked.length;
const marksOf = ({ asked }: RawAttempt): Marks =>
  ITEMS.map(({ key }) => asked.find((one) => one.key === key)?.points ?? null);

/** The attempts of each learner that count, picked in the plainest way. */
function chosen(raw: readonly RawAttempt[], choice: AttemptChoice): RawAttempt[] {
  if (choice === 'all') return [...raw];
  return [...Map.groupBy(raw, ({ userId }) => userId).values()].flatMap((tries) => {
    if (choice === 'first') return tries.slice(0, 1);
    if (choice === 'last') return tries.slice(-1);
    return [...tries].sort((a, b) => shareOf(b) - shareOf(a) || a.number - b.number).slice(0, 1);
  });
}

async function expectRight({ course, cohorts }: World): Promise<void> {
  const raw = await listRaw();
  const place = { courseId: course.courseId, moduleKey: 'steel' };
  for (const attempts of ATTEMPT_CHOICES)
    for (const cohortId of [null, ...cohorts]) {
      const rows = chosen(raw, attempts).filter((one) => cohortId === null || one.cohortId === cohortId);
      const kept = sumsFromKept(await listKeptSums(db, { ...place, cohortId, attempts }), ITEMS);
      const ones = ITEMS.map(() => 1);
      expectSame(analyseItems(rows.map(marksOf), ones), figuresFrom(kept, ones));
      const byLanguage = ITEMS.flatMap(({ key }, item) =>
        ['en', 'fa'].flatMap((language) => {
          const had = rows
            .filter(({ locale }) => locale === language)
            .flatMap(({ asked }) => asked.filter((one) => one.key === key).map(({ points }) => points));
          const mean = had.reduce((all, points) => all + points, 0) / had.length;
          return had.length > 0
            ? [{ item, language, n: had.length, facility: expect.closeTo(mean * 100, 6) as number }]
            : [];
        }),
      );
      expect(kept.languages).toEqual(byLanguage);
    }
  const { answers: counted } = await countAnswers(db, { ...place, questionKey: 'steel-q01' });
  const given = chosen(raw, 'first').flatMap(({ asked }) => asked.filter(({ key }) => key === 'steel-q01'));
  const tally = (list: { answer: unknown; n: number }[]) => {
    const sums = new Map<string, number>();
    for (const { answer, n } of list)
      sums.set(JSON.stringify(answer), (sums.get(JSON.stringify(answer)) ?? 0) + n);
    return [...sums].sort();
  };
  expect(tally(counted)).toEqual(tally(given.map(({ answer }) => ({ answer, n: 1 }))));
  const nothingWrong = { wrongAttempts: 0, wrongCounts: 0 };
  expect(await compareSummaries({ db }, () => undefined)).toMatchObject(nothingWrong);
}

test(
  'sums and answers equal a recount from the attempts after any history, folded or not',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 14 }), async (history) => {
        const world = await openWorld();
        for (const happens of history) await perform(world, happens);
        await expectRight(world);
        while ((await foldFigures(db, 3)) > 0);
        expect(await db.$count(figureChanges)).toBe(0);
        await expectRight(world);
      }),
      { numRuns: 15 },
    );
  },
);

test('what nobody gave any more is not kept', async () => {
  const world = await openWorld();
  await perform(world, {
    does: 'comes',
    cohort: 0,
    tries: [{ marks: [1, 0, null, null, null, null], answers: [{ typed: 'my secret' }] }],
  });
  await foldFigures(db, 100);
  expect(await db.$count(answerCounts)).toBeGreaterThan(0);
  await perform(world, { does: 'is erased', who: 0 });
  await foldFigures(db, 100);
  expect(await db.$count(answerCounts)).toBe(0);
  expect(await db.$count(figureSums)).toBe(0);
});

test('two folds at once count every change once', async () => {
  const world = await openWorld();
  for (let learner = 0; learner < 20; learner++)
    await perform(world, {
      does: 'comes',
      cohort: learner % 2 === 0 ? 0 : null,
      tries: [{ marks: [1, 0, learner % 3 === 0 ? 1 : 0, 1, null, null], answers: ['a'] }],
    });
  const folds = await Promise.all([1, 2, 3, 4].map(() => foldFigures(db, 7)));
  expect(folds.reduce((all, n) => all + n, 0)).toBeGreaterThan(7);
  await expectRight(world);
});

test('the command finds what somebody changed by hand, and puts it right', async () => {
  const world = await openWorld();
  for (let learner = 0; learner < 3; learner++)
    await perform(world, {
      does: 'comes',
      cohort: 0,
      tries: [{ marks: [1, 0, 1, null, null, null], answers: ['b'] }],
    });
  await foldFigures(db, 100);
  await db.execute(
    sql`update ${figureSums} set n = n + 1 where kind = 'pair' and choice = 'first' and item = 'steel-q01' and other = 'steel-q02'`,
  );
  await db.execute(sql`update ${answerCounts} set n = 7 where question_key = 'steel-q01'`);
  await db.execute(sql`set session_replication_role = replica`);
  await db.execute(sql`delete from ${attemptFigures} where user_id = ${world.learners[0] ?? ''}`);
  await db.execute(sql`set session_replication_role = origin`);
  const found = await compareSummaries({ db }, () => undefined);
  expect(found.wrongAttempts).toBe(1);
  expect(found.wrongCounts).toBeGreaterThanOrEqual(3);
  await rebuildSummaries({ db }, () => undefined);
  await expectRight(world);
});

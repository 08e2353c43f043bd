import { beforeEach, describe, expect, test } from 'vitest';
import { ATTEMPT_CHOICES, type AttemptChoice } from '#lib/domain/analysis/attempt-choice.ts';
import { analyseItems, figuresFrom } from '#lib/domain/analysis/item-analysis.ts';
import { sumsFromKept } from '#lib/domain/analysis/kept-sums.ts';
import { thirdsOf } from '#lib/domain/analysis/thirds.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { seededNumbers } from '#lib/domain/questions/shuffle.ts';
import { countAnswers, foldFigures, listKeptSums, type FigureScope } from '#lib/server/queries/figures.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertSampleCourse } from '../../support/factories/course.ts';
import { insertCohort } from '../../support/factories/learning.ts';
import { insertMarkedLearner, type Marks } from '../../support/factories/marked-attempts.ts';
import { expectSame } from '../../support/same-figures.ts';

const { db } = await freshDatabase();
let course: PublishedCourse;
let slug = 0;

beforeEach(async () => {
  ({ course } = await insertSampleCourse(db, { slug: `figures-${++slug}` }));
});

const items = () => (course.document.modules[0]?.quiz.questions ?? []).map(({ key }) => ({ key, most: 1 }));
const scope = (attempts: AttemptChoice = 'first', cohortId: string | null = null) => ({
  courseId: course.courseId,
  moduleKey: 'steel',
  cohortId,
  attempts,
});
const sumsOfScope = async (of: FigureScope, given: readonly { key: string; most: number }[] = items()) =>
  sumsFromKept(await listKeptSums(db, of), given);
const counted = async (attempts: AttemptChoice, cohortId: string | null = null) =>
  figuresFrom(
    await sumsOfScope(scope(attempts, cohortId)),
    items().map(({ most }) => most),
  );

const share = (marks: Marks) => {
  const given = marks.filter((mark) => mark !== null);
  return given.reduce((all, mark) => all + mark, 0) / given.length;
};
/** The attempts of one learner that count. */
const CHOOSE: Record<AttemptChoice, (tries: Marks[]) => Marks[]> = {
  first: (tries) => tries.slice(0, 1),
  last: (tries) => tries.slice(-1),
  all: (tries) => tries,
  best: (tries) => [...tries].sort((a, b) => share(b) - share(a)).slice(0, 1),
};

/** Learners who were drawn four of the six questions each time, with some marks in between. */
function drawnMarks(seed: number, learners: number): Marks[][] {
  const next = seededNumbers(seed, 'figures');
  const any = (count: number) => Math.floor(next() * count);
  return Array.from({ length: learners }, () =>
    Array.from({ length: 1 + any(3) }, () => {
      const left = new Set([0, 1, 2, 3, 4, 5]);
      while (left.size > 4) left.delete(any(6));
      return Array.from({ length: 6 }, (_none, at) =>
        left.has(at) ? ([0, 0.25, 1 / 3, 0.5, 1, 1][any(6)] ?? 0) : null,
      ).map((mark) => (mark === null ? null : Math.round(mark * 1e6) / 1e6));
    }),
  );
}

describe('what Postgres counts gives the same figures as the plain computation', () => {
  test.each([
    [1, 60],
    [2, 9],
    [3, 2],
    [4, 1],
  ])('seed %i, %i learners', async (seed, count) => {
    const learners = drawnMarks(seed, count);
    for (const tries of learners)
      await insertMarkedLearner(
        db,
        course,
        tries.map((marks) => ({ marks })),
      );
    const expectAll = async () => {
      for (const choice of ATTEMPT_CHOICES) {
        const marks = learners.flatMap(CHOOSE[choice]);
        expectSame(analyseItems(marks, [1, 1, 1, 1, 1, 1]), await counted(choice));
      }
    };
    await expectAll();
    while ((await foldFigures(db, 20)) > 0);
    await expectAll();
  });

  test('without an attempt', async () => {
    expectSame(analyseItems([], [1, 1, 1, 1, 1, 1]), await counted('first'));
  });

  test('where nobody differs', async () => {
    const marks: Marks = [1, 0.333333, 1, 1, 0, 1];
    for (let learner = 0; learner < 5; learner++) await insertMarkedLearner(db, course, [{ marks }]);
    const { items: rows, quiz } = await counted('first');
    expect(rows[0]).toMatchObject({ n: 5, facility: 100, discriminationIndex: null });
    expect(quiz).toMatchObject({ internalConsistency: null, skewness: null });
  });

  test('the figures as the field prints them', async () => {
    const rows = [
      [1, 1, 1, 1],
      [1, 1, 0, 1],
      [1, 0.5, 1, 0],
      [0, 1, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 1],
    ];
    for (const marks of rows) await insertMarkedLearner(db, course, [{ marks }]);
    const sums = await sumsOfScope(scope(), items().slice(0, 4));
    const { items: figures, quiz } = figuresFrom(sums, [1, 1, 1, 1]);
    const print = (values: (number | null)[]) => values.map((value) => value?.toFixed(2)).join(' ');
    expect(print(figures.map(({ facility }) => facility))).toBe('66.67 58.33 33.33 50.00');
    expect(print(figures.map((item) => item.discriminationIndex))).toBe('31.62 29.09 39.22 8.19');
    expect(print(figures.map((item) => item.discriminativeEfficiency))).toBe('45.45 33.33 40.00 9.09');
    expect(print([quiz.internalConsistency])).toBe('46.02');
  });
});

test('a mark counts as its share, when the question gives more points now than it gave then', async () => {
  for (const mark of [0, 0.5, 1]) await insertMarkedLearner(db, course, [{ marks: [mark, 1 - mark] }]);
  const sums = await sumsOfScope(scope(), [
    { key: 'steel-q01', most: 4 },
    { key: 'steel-q02', most: 1 },
  ]);
  expect(sums.items[0]).toMatchObject({ n: 3, mean: 2, variance: 4 });
  const plain = analyseItems(
    [
      [0, 1],
      [2, 0.5],
      [4, 0],
    ],
    [4, 1],
  );
  const { items: figures, quiz } = figuresFrom(sums, [4, 1]);
  // The marks of the attempts stay those that were given.
  expectSame({ items: plain.items, quiz }, { items: figures, quiz });
  expect(quiz).toMatchObject({ n: 3, mean: 50, standardDeviation: 0 });
});

test('only the cohort that is asked for, only this module, only what is graded', async () => {
  const cohortId = await insertCohort(db, course, []);
  await insertMarkedLearner(db, course, [{ marks: [1, 1] }], cohortId);
  await insertMarkedLearner(db, course, [{ marks: [0, 0] }]);
  expect((await counted('first', cohortId)).items[0]).toMatchObject({ n: 1, facility: 100 });
  expect((await counted('first')).items[0]).toMatchObject({ n: 2, facility: 50 });
  const other = await sumsOfScope({ ...scope(), moduleKey: 'cement' });
  expect(other.totals.n).toBe(0);
});

test('answers are counted by third: an outer third is a third rounded down', async () => {
  const given = ['b', 'b', 'b', 'a', 'b', 'c', 'a', 'a'];
  for (const [place, answer] of given.entries())
    await insertMarkedLearner(db, course, [
      { marks: [0, place / 10, ...Array<number>(4).fill((8 - place) / 10)], answers: [answer] },
    ]);
  const { marks, answers } = await countAnswers(db, { ...scope(), questionKey: 'steel-q01' });
  const thirds = thirdsOf(marks);
  const of = (third: 'upper' | 'middle' | 'lower') => {
    const counts: Record<string, number> = {};
    for (const { answer, percent, n } of answers) {
      const count = n * (thirds.get(percent)?.[third] ?? NaN);
      if (count > 0) counts[String(answer)] = (counts[String(answer)] ?? 0) + count;
    }
    return counts;
  };
  expect(of('upper')).toEqual({ b: 2 });
  expect(of('middle')).toEqual({ a: 1, b: 2, c: 1 });
  expect(of('lower')).toEqual({ a: 2 });
});

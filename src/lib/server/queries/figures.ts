import { sql } from 'drizzle-orm';
import type { AttemptChoice } from '#lib/domain/analysis/attempt-choice.ts';
import type { KeptSum } from '#lib/domain/analysis/kept-sums.ts';
import type { AtMark } from '#lib/domain/analysis/thirds.ts';
import type { Executor } from '../db/client.ts';
import { answerCounts, attemptFigures, figureChanges, figureSums } from '../db/schema/index.ts';
import { unnestedLearners, type LearnerKey } from './standings.ts';

export interface FigureScope {
  courseId: string;
  moduleKey: string;
  /** Null: all learners of the course. */
  cohortId: string | null;
  attempts: AttemptChoice;
}

const EVERYBODY = '00000000-0000-0000-0000-000000000000';

/** The sums over the attempts that count, as they are now: what was folded and what was not yet, in one statement. */
export async function listKeptSums(
  db: Executor,
  { courseId, moduleKey, cohortId, attempts: choice }: FigureScope,
): Promise<KeptSum[]> {
  const cohort = cohortId ?? EVERYBODY;
  const [row] = await db.execute<{ sums: KeptSum[] }>(sql`
    with kept as (
      select kind, item, other, n, x, y, xy from ${figureSums}
      where course_id = ${courseId}::uuid and module_key = ${moduleKey} and cohort_id = ${cohort}::uuid and choice = ${choice}
      union all
      select p.kind, p.item, p.other, c.sign * p.n, c.sign * p.x, c.sign * p.y, c.sign * p.xy
      from ${figureChanges} c, figure_places(c.cohort_id, c.is_first, c.is_last, c.is_best) l,
        figure_parts(c.question_keys, c.shares, c.rests, c.percent, c.locale) p
      where c.course_id = ${courseId}::uuid and c.module_key = ${moduleKey} and l.cohort_id = ${cohort}::uuid and l.choice = ${choice}),
    summed as (
      select kind, item, other, sum(n)::int as n, sum(x)::float8 as x, sum(y)::float8 as y, sum(xy)::float8 as xy
      from kept group by 1, 2, 3 having sum(n) <> 0)
    select coalesce(jsonb_agg(to_jsonb(summed)), '[]') as sums from summed`);
  return row?.sums ?? [];
}

/** Distinct answers beyond these are typed words that one person each gave: they tell nothing as a group. */
const MOST_ANSWERS = 2_000;

export interface StoredAnswers {
  /** How many were asked, by the mark of their attempt. */
  marks: AtMark[];
  /** The most frequent answers, by the mark of the attempt. */
  answers: (AtMark & { revisionId: string; answer: unknown })[];
}

/** What was answered to one question in first attempts, in one statement; the most frequent answers only, when there are thousands of different ones. */
export async function countAnswers(
  db: Executor,
  { courseId, moduleKey, questionKey }: Pick<FigureScope, 'courseId' | 'moduleKey'> & { questionKey: string },
): Promise<StoredAnswers> {
  const [row] = await db.execute<{ counts: StoredAnswers }>(sql`
    with kept as (
      select revision_id, answer_hash, percent, answer, n from ${answerCounts}
      where course_id = ${courseId}::uuid and module_key = ${moduleKey} and question_key = ${questionKey}
      union all
      select p.revision_id, answer_hash_of(p.answer), coalesce(c.percent, 0), p.answer, c.sign
      from ${figureChanges} c, answer_parts(c.question_keys, c.revision_ids, c.answers) p
      where c.course_id = ${courseId}::uuid and c.module_key = ${moduleKey} and c.is_first and p.question_key = ${questionKey}),
    counted as materialized (
      select revision_id, answer_hash, percent, (array_agg(answer))[1] as answer, sum(n)::int as n
      from kept group by 1, 2, 3 having sum(n) <> 0),
    frequent as (
      select revision_id, answer_hash from counted group by 1, 2 order by sum(n) desc, 1, 2 limit ${MOST_ANSWERS})
    select jsonb_build_object(
      'marks', (select coalesce(jsonb_agg(m), '[]') from (
        select percent::float8 as percent, sum(n)::int as n from counted group by percent) m),
      'answers', (select coalesce(jsonb_agg(jsonb_build_object(
          'revisionId', revision_id, 'answer', answer, 'percent', percent::float8, 'n', n)), '[]')
        from counted join frequent using (revision_id, answer_hash))) as counts`);
  return row?.counts ?? { marks: [], answers: [] };
}

/** Folds changes into the sums, at most so many; how many there were. */
export async function foldFigures(db: Executor, most: number): Promise<number> {
  const [row] = await db.execute<{ folded: number }>(sql`select fold_figures(${most}::int) as folded`);
  return row?.folded ?? 0;
}

/** Counts all attempts of these learners anew. */
export async function refreshFigures(db: Executor, learners: readonly LearnerKey[]): Promise<void> {
  const { users, courses } = unnestedLearners(learners);
  await db.execute(sql`select refresh_figures(${users}, ${courses}, null)`);
}

/** How many attempts of these learners are kept otherwise than they are, or not at all, or should not be. */
export async function countWrongAttempts(db: Executor, learners: readonly LearnerKey[]): Promise<number> {
  const { users, courses } = unnestedLearners(learners);
  const [row] = await db.execute<{ wrong: number }>(sql`
    with should as (select * from attempt_figures_of(${users}, ${courses}, null)),
    kept as (select f.* from ${attemptFigures} f join unnest(${users}, ${courses}) as k(user_id, course_id) using (user_id, course_id)),
    wrong as ((table should except table kept) union (table kept except table should))
    select count(distinct attempt_id)::int as wrong from wrong`);
  return row?.wrong ?? 0;
}

/** How many sums differ from what the attempts add up to. */
export async function countWrongFigures(db: Executor): Promise<number> {
  const [row] = await db.execute<{ wrong: number }>(sql`
    select (select count(*) from wrong_figures())::int + (select count(*) from wrong_answers())::int as wrong`);
  return row?.wrong ?? 0;
}

/** Adds to every wrong sum what it lacks; how many there were. */
export async function mendFigures(db: Executor): Promise<number> {
  const [row] = await db.execute<{ mended: number }>(sql`select mend_figures() as mended`);
  return row?.mended ?? 0;
}

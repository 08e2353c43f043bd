import { sql, type SQL } from 'drizzle-orm';
import type { AttemptChoice } from '#lib/domain/analysis/attempt-choice.ts';
import type { AnalysisSums, ItemSums } from '#lib/domain/analysis/item-sums.ts';
import type { Executor } from '../db/client.ts';
import { attemptQuestions, attempts, enrolments, questionRevisions, users } from '../db/schema/index.ts';

export interface FigureScope {
  courseId: string;
  moduleKey: string;
  /** Null: all learners of the course. */
  cohortId: string | null;
  attempts: AttemptChoice;
}

/** The attempts that count, as `chosen`: id, and share of the points. */
export const chosenAttempts = ({ courseId, moduleKey, cohortId, attempts: choice }: FigureScope): SQL => sql`
  chosen as materialized (
    select ${choice === 'all' ? sql`` : sql`distinct on (a.user_id)`} a.id, (a.score / nullif(a.max_score, 0))::float8 as share
    from ${attempts} a
    where a.course_id = ${courseId}::uuid and a.module_key = ${moduleKey} and a.state = 'graded'
      ${cohortId === null ? sql`` : sql`and exists (select 1 from ${enrolments} e where e.user_id = a.user_id and e.course_id = a.course_id and e.cohort_id = ${cohortId}::uuid)`}
    ${ORDER_OF[choice]})`;

const ORDER_OF: Record<AttemptChoice, SQL> = {
  first: sql`order by a.user_id, a.number`,
  last: sql`order by a.user_id, a.number desc`,
  best: sql`order by a.user_id, a.score / nullif(a.max_score, 0) desc nulls last, a.number`,
  all: sql``,
};

/** What the marks of one item were for those who use the product in one language. */
export interface LanguageMean {
  item: number;
  language: string;
  n: number;
  /** Mean mark in percent of the most. */
  facility: number;
}

/**
 * What the figures of a quiz are made of, counted by Postgres in one statement, so that only sums travel however many attempts there are. A
 * mark is its share of what its own revision gave, times what the question gives now (`maxima`, in the order of the result).
 */
export async function countSums(
  db: Executor,
  scope: FigureScope,
  items: readonly { key: string; most: number }[],
): Promise<AnalysisSums & { languages: LanguageMean[] }> {
  const given = JSON.stringify(items.map(({ key, most }, item) => ({ key, most, item })));
  const [row] = await db.execute<{ sums: StoredSums }>(sql`
    with given as (select * from jsonb_to_recordset(${given}::jsonb) as g(key text, most float8, item int)),
    ${chosenAttempts(scope)},
    marks as materialized (
      select q.attempt_id, g.item, g.most, (q.points / (r.document ->> 'points')::numeric)::float8 * g.most as mark
      from chosen c
      join ${attemptQuestions} q on q.attempt_id = c.id
      join given g on g.key = q.question_key
      join ${questionRevisions} r on r.id = q.question_revision_id),
    totals as materialized (
      select attempt_id, sum(mark) as points, sum(most) as most from marks group by attempt_id),
    compared as materialized (
      select m.item, m.mark, (t.points - m.mark) / nullif(t.most - m.most, 0) as rest
      from marks m join totals t using (attempt_id)),
    ranked as materialized (
      select item, mark, rest,
        row_number() over (partition by item order by mark) as by_mark,
        row_number() over (partition by item order by rest) as by_rest
      from compared where rest is not null),
    largest as (
      select a.item, covar_samp(a.mark, b.rest) as value
      from ranked a join ranked b on b.item = a.item and b.by_rest = a.by_mark group by a.item),
    own as (
      select item, count(*)::int as n, avg(mark) as mean, var_samp(mark) as variance,
        covar_samp(mark, rest) as covariance,
        var_samp(mark) filter (where rest is not null) as mark_variance,
        var_samp(rest) as rest_variance
      from compared group by item),
    pairs as (
      select a.item as a, b.item as b, covar_samp(a.mark, b.mark) as value
      from marks a join marks b on b.attempt_id = a.attempt_id and b.item >= a.item group by a.item, b.item),
    languages as (
      select m.item, u.locale as language, count(*)::int as n, avg(m.mark / m.most) * 100 as facility
      from marks m join ${attempts} a on a.id = m.attempt_id join ${users} u on u.id = a.user_id
      where m.most > 0 group by m.item, u.locale),
    percents as materialized (select points / most * 100 as percent from totals where most > 0),
    centre as (select coalesce(avg(percent), 0) as mean from percents),
    quiz as (
      select count(*)::int as n, avg(percent) as mean, var_samp(percent) as variance,
        percentile_cont(0.5) within group (order by percent) as median,
        coalesce(avg((percent - centre.mean) ^ 2), 0) as m2,
        coalesce(avg((percent - centre.mean) ^ 3), 0) as m3,
        coalesce(avg((percent - centre.mean) ^ 4), 0) as m4
      from percents cross join centre)
    select jsonb_build_object(
      'items', (select coalesce(jsonb_agg(to_jsonb(own) || jsonb_build_object('largest', largest.value)), '[]')
        from own left join largest using (item)),
      'pairs', (select coalesce(jsonb_agg(to_jsonb(pairs)), '[]') from pairs),
      'languages', (select coalesce(jsonb_agg(to_jsonb(languages) order by item, language), '[]') from languages),
      'totals', (select to_jsonb(quiz) from quiz)) as sums`);
  if (!row) throw new Error('A statement without a row.');
  return { ...sumsIn(row.sums, items.length), languages: row.sums.languages };
}

interface StoredSums {
  items: {
    item: number;
    n: number;
    mean: number;
    variance: number | null;
    covariance: number | null;
    largest: number | null;
    mark_variance: number | null;
    rest_variance: number | null;
  }[];
  pairs: { a: number; b: number; value: number | null }[];
  languages: LanguageMean[];
  totals: AnalysisSums['totals'];
}

const NOTHING: ItemSums = {
  n: 0,
  mean: null,
  variance: null,
  withRest: { covariance: null, largestCovariance: null, markVariance: null, restVariance: null },
};

function sumsIn({ items, pairs, totals }: StoredSums, count: number): AnalysisSums {
  const indices = Array.from({ length: count }, (_none, index) => index);
  return {
    items: indices.map((index): ItemSums => {
      const own = items.find(({ item }) => item === index);
      if (!own) return NOTHING;
      return {
        n: own.n,
        mean: own.mean,
        variance: own.variance,
        withRest: {
          covariance: own.covariance,
          largestCovariance: own.largest,
          markVariance: own.mark_variance,
          restVariance: own.rest_variance,
        },
      };
    }),
    pairs: indices.map((a) =>
      indices.map(
        (b) => pairs.find((pair) => pair.a === Math.min(a, b) && pair.b === Math.max(a, b))?.value ?? null,
      ),
    ),
    totals,
  };
}

/** Distinct answers beyond these are typed words that one person each gave: they tell nothing as a group. */
const MOST_ANSWERS = 2_000;

export interface StoredAnswerCount {
  revisionId: string;
  answer: unknown;
  third: 'upper' | 'middle' | 'lower';
  count: number;
}

/**
 * How often each answer to one question was given by each third of those who were asked it. Thirds are cut by the attempt's mark, equal marks by
 * its id; each outer third is a third rounded down, so that with 8 attempts it is 2, 4 and 2. The most frequent answers only, when there are
 * thousands of different ones.
 */
export async function countAnswers(
  db: Executor,
  scope: FigureScope & { questionKey: string },
): Promise<StoredAnswerCount[]> {
  return db.execute<StoredAnswerCount & Record<string, unknown>>(sql`
    with ${chosenAttempts(scope)},
    asked as materialized (
      select q.question_revision_id, q.answer, row_number() over (order by c.share desc nulls last, c.id) as place, count(*) over () as n
      from chosen c join ${attemptQuestions} q on q.attempt_id = c.id
      where q.question_key = ${scope.questionKey})
    select question_revision_id as "revisionId", answer,
      case when place <= n / 3 then 'upper' when place > n - n / 3 then 'lower' else 'middle' end as third,
      count(*)::int as count
    from asked group by 1, 2, 3 order by 4 desc limit ${MOST_ANSWERS}`);
}

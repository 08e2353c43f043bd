import { FEWEST_ANSWERS, partsInSum, USEFUL, type Useful } from '#lib/domain/analysis/feedback-parts.ts';
import { AppError } from '#lib/domain/errors.ts';
import { scopeFor } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { countFeedbackOfNoCohort, listUnclear } from '../../queries/feedback.ts';
import { sumTallies } from '../../queries/tallies.ts';
import { staffModule } from '../questions/staff-module.ts';

const MOST_TEXTS = 500;

export interface FeedbackView {
  /** How many learners have answered. */
  answers: number;
  /** Of these, in groups that are too small to be part of what is shown. */
  leftOut: number;
  /** How many gave each answer; null while fewer than five would be shown. */
  useful: Record<Useful, number> | null;
  /** What was unclear to them, in the order of the texts, at most 500; null together with `useful`. */
  unclear: { text: string }[] | null;
}

/**
 * The staff of a course read what learners said of a module: an instructor of their own cohorts, of one or of all, an administrator of everybody.
 * Never who said it and when, and only as domain/analysis/feedback-parts.ts allows. To others it does not exist. Three statements.
 */
export async function viewFeedback(
  ctx: Ctx,
  /** Slugs, and the id of a cohort or nothing. */
  asked: { course: string; module: string; cohort: string | null },
): Promise<FeedbackView> {
  const staff = await staffModule(ctx, 'question.read', asked);
  const cohortId = asked.cohort || null;
  if (cohortId !== null && !staff.cohorts.some(({ id }) => id === cohortId)) throw new AppError('not-found');
  const seesAll = scopeFor(requireActor(ctx), 'question.read') === 'all';
  const of = { courseId: staff.course.courseId, moduleKey: staff.module.key };
  const cohortIds = cohortId !== null ? [cohortId] : staff.cohorts.map(({ id }) => id);
  const counts = await countAnswers(ctx, { ...of, cohortIds, withNoCohort: seesAll && cohortId === null });
  const parts = [...Map.groupBy(counts, (row) => row.cohortId)].map(([id, rows]) => ({
    id,
    rows,
    answers: rows.reduce((sum, { count }) => sum + count, 0),
  }));
  const isIn = partsInSum(parts.map(({ answers }) => answers));
  const shown = parts.filter((_, index) => isIn[index]);
  const sum = (all: typeof parts) => all.reduce((total, part) => total + part.answers, 0);
  const answers = sum(parts);
  if (sum(shown) < FEWEST_ANSWERS) return { answers, leftOut: answers, useful: null, unclear: null };
  const rows = shown.flatMap((part) => part.rows);
  const gave = (useful: Useful) =>
    rows.filter((row) => row.useful === useful).reduce((total, { count }) => total + count, 0);
  return {
    answers,
    leftOut: answers - sum(shown),
    useful: Object.fromEntries(USEFUL.map((useful) => [useful, gave(useful)])) as Record<Useful, number>,
    unclear: await listUnclear(ctx.db, { ...of, cohortIds: shown.map(({ id }) => id) }, MOST_TEXTS),
  };
}

/** How many gave each answer: the counts that are kept of cohorts, and for who sees everybody those who are in none. */
async function countAnswers(
  ctx: Ctx,
  of: { courseId: string; moduleKey: string; cohortIds: string[]; withNoCohort: boolean },
): Promise<{ cohortId: string | null; useful: number; count: number }[]> {
  const { moduleKey, cohortIds } = of;
  const [kept, others] = await Promise.all([
    sumTallies(ctx.db, { cohortIds, moduleKey, kinds: ['useful'] }),
    of.withNoCohort ? countFeedbackOfNoCohort(ctx.db, of) : [],
  ]);
  return [
    ...kept.map(({ cohortId, key, amount }) => ({ cohortId, useful: Number(key), count: amount })),
    ...others.map((row) => ({ cohortId: null, ...row })),
  ];
}

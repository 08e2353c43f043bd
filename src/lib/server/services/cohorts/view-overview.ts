import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { cohortCounts, type CohortCounts } from '#lib/domain/cohorts/cohort-counts.ts';
import { changesSince, visitAgain, type CohortMemory } from '#lib/domain/cohorts/since-last-visit.ts';
import { byKey, type Tally } from '#lib/domain/cohorts/tallies.ts';
import { byWeek } from '#lib/domain/cohorts/weeks.ts';
import { AppError } from '#lib/domain/errors.ts';
import { scopeFor, type Actor } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { listOverview, saveVisits, type OverviewRow } from '../../queries/cohort-overview.ts';
import { cohortCharts, type CohortCharts } from './cohort-charts.ts';

const WEEKS = 12;

export interface CohortOverview {
  id: string;
  name: string;
  course: { slug: string; title: string; language: string };
  startsOn: string | null;
  endsOn: string | null;
  isArchived: boolean;
  counts: CohortCounts;
  /** Finished per week, the newest last. */
  weeks: { from: string; count: number }[];
  charts: CohortCharts;
  /** Since the viewer's visit before this one; null at the first. */
  since: { at: Date; changes: CohortMemory } | null;
}

interface Glance {
  row: OverviewRow;
  cohort: Omit<CohortOverview, 'since'>;
}

/**
 * An instructor sees the cohorts they teach at a glance, an administrator all; to anybody else the page does not exist. What was seen is remembered, for
 * "since your last visit".
 */
export async function viewOverview(ctx: Ctx): Promise<CohortOverview[]> {
  const { actor, cohorts } = await glanceAtCohorts(ctx);
  const seen = cohorts.map(({ row, cohort }) => {
    const memory = memoryOf(cohort.counts, row.passed);
    return { cohort, memory, visits: visitAgain(row.visits, ctx.now(), memory) };
  });
  await saveVisits(
    ctx.db,
    actor.userId,
    seen.map(({ cohort, visits }) => ({ cohortId: cohort.id, ...visits })),
  );
  return seen.map(({ cohort, memory, visits }) => {
    const changes = changesSince(visits, memory);
    return { ...cohort, since: changes && visits.beforeAt ? { at: visits.beforeAt, changes } : null };
  });
}

/** What the overview says of each cohort, for whom it is there. This is no visit: nothing is remembered. One statement. */
export async function glanceAtCohorts(ctx: Ctx): Promise<{ actor: Actor; cohorts: Glance[] }> {
  const actor = requireActor(ctx);
  const scope = scopeFor(actor, 'cohort.read');
  if (scope === 'none') throw new AppError('not-found');
  const [rows, courses] = await Promise.all([
    listOverview(ctx.db, { instructorId: scope === 'all' ? null : actor.userId, viewerId: actor.userId }),
    ctx.courses.list(),
  ]);
  const today = dayOf(ctx.now());
  const cohorts = rows.map((row) => {
    const counts = cohortCounts(row.tallies, today);
    const weeks = finishedByWeek(row.tallies, today);
    const head = headOf(row, courses.find(({ courseId }) => courseId === row.courseId)?.document);
    return { row, cohort: { ...head, counts, weeks, charts: cohortCharts(counts, weeks) } };
  });
  return { actor, cohorts };
}

/** How many finished in each of the last twelve weeks, the newest last. */
export const finishedByWeek = (tallies: readonly Tally[], today: string) =>
  byWeek(byKey(tallies, 'finished'), today, WEEKS);

const headOf = (row: OverviewRow, course?: { slug: string; title: string; language: string }) => ({
  id: row.id,
  name: row.name,
  course: {
    slug: course?.slug ?? '',
    title: course?.title ?? '',
    language: course?.language ?? 'en',
  },
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  isArchived: row.archivedAt !== null,
});

const memoryOf = (counts: CohortCounts, passed: number): CohortMemory => ({
  learners: counts.learners,
  started: counts.learners - counts.notStarted,
  finished: counts.finished,
  passed,
  needHelp: counts.needHelp,
});

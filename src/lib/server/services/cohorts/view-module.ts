import { hasTimes } from '#lib/domain/courses/segment-edit.ts';
import { MODULE_KINDS, moduleCounts, type ModuleCounts } from '#lib/domain/cohorts/module-counts.ts';
import { totalOf, type Tally } from '#lib/domain/cohorts/tallies.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Segment } from '#lib/domain/courses/course.ts';
import type { Ctx } from '../../context.ts';
import { sumTallies } from '../../queries/tallies.ts';
import { staffModule, type StaffModule } from '../questions/staff-module.ts';

export interface ModuleView extends StaffModule {
  /** Null: all cohorts of the actor. */
  cohortId: string | null;
  counts: ModuleCounts;
  /** Each cohort that is counted, by name. */
  byCohort: { id: string; name: string; counts: ModuleCounts }[];
  timesMissing: number;
}

/**
 * The staff of a course see how far the learners of their own cohorts, of one or of all, come in a module, and where they stop; an administrator sees all
 * cohorts. To everybody else it does not exist. Three statements over counts that are kept, however many learners there are.
 */
export async function viewModule(
  ctx: Ctx,
  /** Slugs, and the id of a cohort or nothing. */
  asked: { course: string; module: string; cohort: string | null },
): Promise<ModuleView> {
  const staff = await staffModule(ctx, 'question.read', asked);
  const cohortId = asked.cohort || null;
  const cohorts = staff.cohorts.filter(({ id }) => cohortId === null || id === cohortId);
  if (cohortId !== null && cohorts.length === 0) throw new AppError('not-found');
  const cohortIds = cohorts.map(({ id }) => id);
  const [tallies, people] = await Promise.all([
    sumTallies(ctx.db, { cohortIds, moduleKey: staff.module.key, kinds: MODULE_KINDS }),
    sumTallies(ctx.db, { cohortIds, moduleKey: '', kinds: ['learners'] }),
  ]);
  const segments = staff.module.segments.map(({ key, ...times }) => ({
    key,
    lengthSeconds: lengthOf(times),
  }));
  return {
    ...staff,
    cohortId,
    counts: moduleCounts(tallies, totalOf(people, 'learners'), segments),
    byCohort: cohorts.map((cohort) => ({
      ...cohort,
      counts: moduleCounts(of(cohort, tallies), totalOf(of(cohort, people), 'learners'), []),
    })),
    timesMissing: staff.module.segments.filter((segment) => !hasTimes(segment)).length,
  };
}

const of = ({ id }: { id: string }, tallies: readonly Tally[]) =>
  tallies.filter(({ cohortId }) => cohortId === id);

const lengthOf = ({ startSeconds, endSeconds }: Pick<Segment, 'startSeconds' | 'endSeconds'>) =>
  startSeconds !== null && endSeconds !== null ? endSeconds - startSeconds : null;

import { totalOf } from '#lib/domain/cohorts/tallies.ts';
import type { Ctx } from '../../context.ts';
import { listSent } from '../../queries/announcements.ts';
import { sumTallies } from '../../queries/tallies.ts';
import { placeText, readPlace } from '../admin/page-place.ts';
import { staffCohort } from '../cohorts/staff-cohort.ts';
import { chosenLearners } from './choose-learners.ts';

const PAGE_SIZE = 20;

/**
 * The staff of a cohort see what was sent, newest first, how many a message would reach, and who is chosen for the next. `after` comes from the
 * page before. Three statements, four with chosen learners.
 */
export async function viewAnnouncements(
  ctx: Ctx,
  input: { cohortId: string; after?: string | null; userIds: readonly string[] | null },
) {
  const { cohort } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  const [chosen, found, tallies] = await Promise.all([
    chosenLearners(ctx, cohort.id, input.userIds),
    listSent(ctx.db, cohort.id, { after: readPlace(input.after), limit: PAGE_SIZE + 1 }),
    sumTallies(ctx.db, { cohortIds: [cohort.id], moduleKey: '', kinds: ['learners'] }),
  ]);
  const sent = found.slice(0, PAGE_SIZE);
  const last = sent.at(-1);
  return {
    cohort: { id: cohort.id, name: cohort.name },
    isArchived: cohort.archivedAt !== null,
    learners: totalOf(tallies, 'learners'),
    chosen,
    sent,
    next: found.length > PAGE_SIZE && last ? placeText({ at: last.sentAt, id: last.id }) : null,
  };
}

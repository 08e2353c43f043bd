import type { Ctx } from '../../server/context.ts';
import { viewAttention } from '../../server/services/cohorts/view-attention.ts';
import { viewCohort, type CohortQuestion } from '../../server/services/cohorts/view-cohort.ts';
import { viewLearner } from '../../server/services/cohorts/view-learner.ts';
import { viewOverview } from '../../server/services/cohorts/view-overview.ts';
import type { Crowd } from './many-learners.ts';

/** A screen of staff, as its page loads it. */
export interface Screen {
  name: string;
  actorId: string;
  open(ctx: Ctx): Promise<unknown>;
}

/** The first page of every screen. */
export async function screensOf({
  house,
  course,
  cohortId,
  actorId,
}: Crowd & { actorId: string }): Promise<Screen[]> {
  const [learner] = await house.platform.database.sql<{ id: string }[]>`
    select user_id as id from learner_standings where standing = 'in-progress' limit 1`;
  const first = course.document.modules[0]?.key ?? '';
  const matrix = (name: string, question: Partial<CohortQuestion>) => ({
    name: `learners, ${name}`,
    open: (ctx: Ctx) => viewCohort(ctx, { id: cohortId, ...question }),
  });
  return [
    { name: 'overview', open: (ctx: Ctx) => viewOverview(ctx) },
    matrix('by name', {}),
    matrix('seen last first', { sort: 'seen', direction: 'desc' }),
    matrix('best marks first', { sort: 'mark', direction: 'desc' }),
    matrix('by a module', { sort: first, direction: 'desc' }),
    matrix('behind, by deadline', { show: 'behind', sort: 'due' }),
    matrix('finished, by name', { show: 'finished' }),
    matrix('a name looked for', { words: 'crowd77' }),
    { name: 'needs attention', open: (ctx: Ctx) => viewAttention(ctx, { id: cohortId }) },
    { name: 'one learner', open: (ctx: Ctx) => viewLearner(ctx, { userId: learner?.id ?? '' }) },
  ].map((screen) => ({ ...screen, actorId }));
}

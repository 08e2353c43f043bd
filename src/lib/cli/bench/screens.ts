import type { Ctx } from '../../server/context.ts';
import { viewModuleFigures } from '../../server/services/analysis/view-module-figures.ts';
import { viewCohortReport } from '../../server/services/cohorts/cohort-report.ts';
import { viewAttention } from '../../server/services/cohorts/view-attention.ts';
import { viewCohort, type CohortQuestion } from '../../server/services/cohorts/view-cohort.ts';
import { viewLearner } from '../../server/services/cohorts/view-learner.ts';
import { viewModule } from '../../server/services/cohorts/view-module.ts';
import { viewOverview } from '../../server/services/cohorts/view-overview.ts';
import { viewPeople } from '../../server/services/cohorts/view-people.ts';
import { viewQuestion } from '../../server/services/questions/view-question.ts';
import { viewSegmentEvidence } from '../../server/services/recordings/view-segment-evidence.ts';
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
  const [module] = course.document.modules;
  const first = module?.key ?? '';
  const place = { course: course.document.slug, module: module?.slug ?? '' };
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
    matrix('a person looked for', { words: 'crowd770@example.org' }),
    matrix('a beginning that 1 % have', { words: 'crowd77' }),
    { name: 'needs attention', open: (ctx: Ctx) => viewAttention(ctx, { id: cohortId }) },
    { name: 'one learner', open: (ctx: Ctx) => viewLearner(ctx, { userId: learner?.id ?? '' }) },
    { name: 'people', open: (ctx: Ctx) => viewPeople(ctx, { cohortId }) },
    { name: 'a module', open: (ctx: Ctx) => viewModule(ctx, { ...place, cohort: null }) },
    {
      name: 'its questions',
      open: (ctx: Ctx) => viewModuleFigures(ctx, { ...place, cohort: null, attempts: null }),
    },
    {
      name: 'its questions, of the cohort',
      open: (ctx: Ctx) => viewModuleFigures(ctx, { ...place, cohort: cohortId, attempts: null }),
    },
    {
      name: 'one question',
      open: (ctx: Ctx) =>
        viewQuestion(ctx, { course: place.course, key: module?.quiz.questions[0]?.key ?? '' }),
    },
    {
      name: 'a segment',
      open: (ctx: Ctx) =>
        viewSegmentEvidence(ctx, { ...place, segment: module?.segments[0]?.key ?? '', cohort: null }),
    },
    { name: 'report', open: (ctx: Ctx) => viewCohortReport(ctx, cohortId) },
  ].map((screen) => ({ ...screen, actorId }));
}

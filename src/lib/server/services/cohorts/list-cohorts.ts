import { AppError } from '#lib/domain/errors.ts';
import { scopeFor } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { listCohorts as list } from '../../queries/cohorts.ts';

/** An instructor lists the cohorts they teach, an administrator all. To anybody else the page does not exist. */
export async function listCohorts(ctx: Ctx) {
  const actor = requireActor(ctx);
  const scope = scopeFor(actor, 'cohort.read');
  if (scope === 'none') throw new AppError('not-found');
  const [cohorts, courses] = await Promise.all([
    list(ctx.db, scope === 'all' ? null : actor.userId),
    ctx.courses.list(),
  ]);
  return cohorts.map((cohort) => {
    const course = courses.find(({ courseId }) => courseId === cohort.courseId);
    return {
      ...cohort,
      courseSlug: course?.document.slug ?? '',
      courseTitle: course?.document.title ?? '',
      courseLanguage: course?.document.language ?? 'en',
    };
  });
}

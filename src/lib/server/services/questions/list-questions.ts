import { AppError } from '#lib/domain/errors.ts';
import { scopeFor } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { listCohorts } from '../../queries/cohorts.ts';

/**
 * The staff of a course list its questions, module by module, as they are asked now: an instructor those of the courses in which they teach
 * a cohort, an administrator all. To anybody else the page does not exist. One statement.
 */
export async function listQuestions(ctx: Ctx) {
  const actor = requireActor(ctx);
  const scope = scopeFor(actor, 'question.read');
  if (scope === 'none') throw new AppError('not-found');
  const taught = scope === 'all' ? null : await listCohorts(ctx.db, actor.userId);
  const courses = (await ctx.courses.list()).filter(
    ({ courseId }) => taught === null || taught.some((cohort) => cohort.courseId === courseId),
  );
  return Promise.all(
    courses.map(async ({ document }) => {
      const pinned = document.modules.flatMap(({ quiz }) => quiz.questions);
      const questions = await ctx.courses.questions(pinned.map(({ revisionId }) => revisionId));
      return {
        slug: document.slug,
        title: document.title,
        language: document.language,
        modules: document.modules.map(({ key, slug, title, sector, quiz }) => ({
          key,
          slug,
          title,
          sector,
          questions: quiz.questions.map((entry) => ({
            key: entry.key,
            prompt: questions.get(entry.revisionId)?.prompt ?? entry.key,
          })),
        })),
      };
    }),
  );
}

import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { Html } from '#lib/domain/courses/html.ts';
import { requireActor } from '#lib/server/context.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { viewCourse } from '#lib/server/services/courses/view-course.ts';
import { enrolInCourse } from '#lib/server/services/learning/enrol-in-course.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, isDataRequest }) =>
  runLoad(async () => {
    const { course, progress } = await viewCourse(locals.ctx, params);
    const { document } = course;
    const { opening, closing } = document;
    const cited = new Set([...opening.factIds, ...closing.factIds]);
    const terms = new Set([...opening.termKeys, ...closing.termKeys]);
    const text = ({ title, html }: typeof opening) => ({ title, html: new Html(html, isDataRequest) });
    return {
      about: {
        slug: document.slug,
        title: document.title,
        subtitle: document.subtitle,
        summary: document.summary,
        language: document.language,
        studyHours: document.studyHours,
        passMarkPercent: document.passMarkPercent,
        source: document.source,
        expertCount: document.experts.length,
        modules: document.modules.map(
          ({ key, slug, number, title, sector, summary, minutes, ...module }, index) => ({
            ...{ key, slug, number, title, sector, summary, minutes, objectives: module.objectives },
            lecturer: document.experts.find((expert) => expert.key === module.lecturerKey)?.name ?? null,
            figure: module.keyFigures[0] ?? null,
            state: progress?.modules[index]?.state ?? null,
          }),
        ),
      },
      progress: progress && { modulesDone: progress.modulesDone, complete: progress.complete },
      opening: text(opening),
      closing: text(closing),
      glossary: document.glossary.filter(({ key }) => terms.has(key)),
      sources: document.facts.filter(({ id }) => cited.has(id)),
    };
  });

export const actions: Actions = {
  /** A person who is logged in begins the course. */
  enrol: ({ locals, params }) =>
    runAction(async () => {
      const { userId } = requireActor(locals.ctx);
      const { course } = await viewCourse(locals.ctx, params);
      await enrolInCourse(locals.ctx, { userId, courseId: course.courseId });
      redirect(303, routes.learnCourse(params.course));
    }),
};

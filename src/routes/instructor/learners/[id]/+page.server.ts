import { runLoad } from '#lib/server/http/responses.ts';
import { viewLearner } from '#lib/server/services/cohorts/view-learner.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { person, courses } = await viewLearner(locals.ctx, { userId: params.id });
    return {
      person,
      courses: courses.map(({ enrolment, course, modules, attempts }) => ({
        courseId: course.courseId,
        cohort: enrolment.cohortId ? { id: enrolment.cohortId, name: enrolment.cohortName ?? '' } : null,
        enrolledAt: enrolment.enrolledAt,
        lastActiveAt: enrolment.lastActiveAt,
        title: course.document.title,
        language: course.document.language,
        modules: modules.map((progress, index) => ({
          ...progress,
          title: course.document.modules[index]?.title ?? progress.moduleKey,
          sector: course.document.modules[index]?.sector ?? 'steel',
          attempts: attempts.filter(({ moduleKey }) => moduleKey === progress.moduleKey),
        })),
      })),
    };
  }, url.pathname);

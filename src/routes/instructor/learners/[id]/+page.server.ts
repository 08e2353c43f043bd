import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { viewLearner } from '#lib/server/services/cohorts/view-learner.ts';
import { allowMore, allowMoreInput } from '#lib/server/services/quizzes/allow-more.ts';
import type { Actions, PageServerLoad } from './$types';

const NOTHING = { extraAttempts: 0, extraSeconds: 0, closesAt: null };

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { person, courses } = await viewLearner(locals.ctx, { userId: params.id });
    return {
      person,
      isGranted: url.searchParams.has('granted'),
      courses: courses.map(({ enrolment, course, modules, attempts, allowances }) => ({
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
          granted: allowances.find(({ moduleKey }) => moduleKey === progress.moduleKey) ?? NOTHING,
          attempts: attempts.filter(({ moduleKey }) => moduleKey === progress.moduleKey),
        })),
      })),
    };
  }, url.pathname);

export const actions: Actions = {
  allow: async ({ locals, params, request }) => {
    const input = await readForm(request, allowMoreInput);
    return runForm(input, async () => {
      await allowMore(locals.ctx, { userId: params.id, ...input });
      redirect(303, routes.learner(params.id, { granted: '1' }));
    });
  },
};

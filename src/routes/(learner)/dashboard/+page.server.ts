import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { enrolInCourse } from '#lib/server/services/learning/enrol-in-course.ts';
import { requireActor } from '#lib/server/context.ts';
import { viewDashboard } from '#lib/server/services/learning/view-dashboard.ts';
import { courseCard, enrolledCourse } from '#lib/server/services/learning/shape-course.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const view = await viewDashboard(locals.ctx);
    return {
      enrolled: view.enrolled.map(enrolledCourse),
      open: view.open.map(courseCard),
      unread: view.unread,
    };
  }, url.pathname);

export const actions: Actions = {
  enrol: async ({ locals, request }) => {
    const slug = String((await request.formData()).get('course'));
    const result = await runAction(async () => {
      const { userId } = requireActor(locals.ctx);
      const course = await locals.ctx.courses.findBySlug(slug);
      await enrolInCourse(locals.ctx, { userId, courseId: course?.courseId ?? slug });
    });
    if (result) return result;
    redirect(303, routes.learnCourse(slug));
  },
};

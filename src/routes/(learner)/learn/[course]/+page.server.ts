import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { Html } from '#lib/domain/courses/html.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { enrolledCourse } from '#lib/server/services/learning/shape-course.ts';
import { viewCourseProgress } from '#lib/server/services/learning/view-course-progress.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url, isDataRequest }) =>
  runLoad(async () => {
    const { course, progress, plan } = await viewCourseProgress(locals.ctx, params);
    if (!progress) redirect(303, routes.course(params.course));
    return {
      course: enrolledCourse({ course, progress, plan }),
      closing: progress.complete
        ? {
            title: course.document.closing.title,
            html: new Html(course.document.closing.html, isDataRequest),
          }
        : null,
      glossary: progress.complete
        ? course.document.glossary.filter(({ key }) => course.document.closing.termKeys.includes(key))
        : [],
    };
  }, url.pathname);

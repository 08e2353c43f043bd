import { listCourses } from '#lib/server/services/courses/list-courses.ts';
import type { LayoutServerLoad } from './$types';

/** What the head and the foot of every page need, and no more: it travels with each page. */
export const load: LayoutServerLoad = async ({ locals }) => {
  const [course] = await listCourses(locals.ctx);
  const { signedIn } = locals;
  return {
    locale: locals.ctx.locale,
    signedIn: signedIn
      ? {
          account: signedIn.userId,
          role: signedIn.role,
          nameNative: signedIn.nameNative,
          nameLatin: signedIn.nameLatin,
        }
      : null,
    course: course?.document.slug ?? null,
  };
};

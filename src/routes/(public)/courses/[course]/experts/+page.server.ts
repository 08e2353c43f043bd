import { runLoad } from '#lib/server/http/responses.ts';
import { viewCourse } from '#lib/server/services/courses/view-course.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  runLoad(async () => {
    const { course } = await viewCourse(locals.ctx, params);
    const { slug, title, language, expertsNote, experts, modules } = course.document;
    return {
      about: { slug, title, language, note: expertsNote },
      experts: experts.map(({ key, name, role, affiliation, bio, moduleKey }) => {
        const module = modules.find((candidate) => candidate.key === moduleKey);
        return {
          ...{ key, name, role, affiliation, bio },
          module: module ? { slug: module.slug, title: module.title, sector: module.sector } : null,
        };
      }),
    };
  });

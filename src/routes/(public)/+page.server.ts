import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { listCourses } from '#lib/server/services/courses/list-courses.ts';
import type { PageServerLoad } from './$types';

const featured = ({ document }: PublishedCourse) => ({
  slug: document.slug,
  title: document.title,
  subtitle: document.subtitle,
  summary: document.summary,
  language: document.language,
  studyHours: document.studyHours,
  source: document.source,
  expertCount: document.experts.length,
  modules: document.modules.map(({ key, slug, number, title, sector, minutes, keyFigures }) => ({
    key,
    slug,
    number,
    title,
    sector,
    minutes,
    figure: keyFigures[0] ?? null,
  })),
});

export type FeaturedCourse = ReturnType<typeof featured>;

export const load: PageServerLoad = async ({ locals }) => {
  const [first, ...others] = await listCourses(locals.ctx);
  return {
    course: first ? featured(first) : null,
    others: others.map(({ document: { slug, title, subtitle, language } }) => ({
      slug,
      title,
      subtitle,
      language,
    })),
  };
};

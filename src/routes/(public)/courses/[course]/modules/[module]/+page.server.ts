import { Html } from '#lib/domain/courses/html.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { showFigures } from '#lib/server/services/courses/show-figures.ts';
import { viewModulePreview } from '#lib/server/services/courses/view-module-preview.ts';
import type { PageServerLoad } from './$types';

const named = (module: { slug: string; title: string } | undefined) =>
  module ? { slug: module.slug, title: module.title } : null;

export const load: PageServerLoad = ({ locals, params, isDataRequest }) =>
  runLoad(async () => {
    const { course, module } = await viewModulePreview(locals.ctx, params);
    const { slug, title, language, passMarkPercent, modules, experts } = course.document;
    const at = modules.indexOf(module);
    const lecturer = experts.find(({ key }) => key === module.lecturerKey);
    const cited = new Set(module.keyFigures.flatMap(({ factIds }) => factIds));
    return {
      about: { slug, title, language, passMarkPercent, moduleCount: modules.length },
      report: course.document.source.title,
      sources: [...course.document.facts, ...module.facts].filter(({ id }) => cited.has(id)),
      module: {
        slug: module.slug,
        number: module.number,
        title: module.title,
        sector: module.sector,
        summary: module.summary,
        minutes: module.minutes,
        objectives: module.objectives,
        keyFigures: showFigures(module.keyFigures, (text) => new Html(text, isDataRequest)),
        questions: module.quiz.draw,
        parts: [
          ...module.sections,
          ...module.segments.map(({ key, title, standIn }) => ({ ...standIn, key, title })),
        ].map(({ key, title, minutes }) => ({ key, title, minutes })),
        recordings: module.segments.length,
      },
      lecturer: lecturer
        ? { name: lecturer.name, role: lecturer.role, affiliation: lecturer.affiliation }
        : null,
      previous: named(modules[at - 1]),
      following: named(modules[at + 1]),
    };
  });

import { Html } from '#lib/domain/courses/html.ts';
import { SECTOR_DRAWINGS } from '#lib/domain/courses/sector-drawings.ts';
import { followedFrom } from '#lib/domain/courses/sources.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { showFigures } from '#lib/server/services/courses/show-figures.ts';
import { offerKeeping } from '#lib/server/services/courses/offer-keeping.ts';
import { openModule } from '#lib/server/services/learning/open-module.ts';
import type { LayoutServerLoad } from './$types';

/** The published part of the page. It stays as it is while the learner marks and watches, so it is a load of its own. */
export const load: LayoutServerLoad = ({ locals, params, url, isDataRequest, untrack }) =>
  runLoad(
    async () => {
      const { course, module } = await openModule(locals.ctx, params);
      const { document } = course;
      const html = (text: string) => new Html(text, isDataRequest);
      const shown = [...module.sections, ...module.segments.map(({ standIn }) => standIn)];
      const terms = new Set(shown.flatMap(({ termKeys }) => termKeys));
      const cited = new Set(shown.flatMap(({ factIds }) => factIds));
      const lecturer = document.experts.find(({ key }) => key === module.lecturerKey);
      const position = document.modules.indexOf(module);
      const following = document.modules[position + 1];
      return {
        course: {
          slug: document.slug,
          title: document.title,
          language: document.language,
          source: document.source,
        },
        module: {
          key: module.key,
          slug: module.slug,
          number: module.number,
          title: module.title,
          sector: module.sector,
          drawing: html(SECTOR_DRAWINGS[module.sector]),
          summary: module.summary,
          minutes: module.minutes,
          objectives: module.objectives,
          keyFigures: showFigures(module.keyFigures, html),
          quizDraw: module.quiz.draw,
        },
        passMarkPercent: document.passMarkPercent,
        lecturer: lecturer ? { name: lecturer.name, affiliation: lecturer.affiliation } : null,
        sections: module.sections.map(({ key, title, minutes, html: text }) => ({
          key,
          title,
          minutes,
          html: html(text),
        })),
        segments: module.segments.map((segment) => ({
          key: segment.key,
          title: segment.title,
          startSeconds: segment.startSeconds,
          endSeconds: segment.endSeconds,
          ...followedFrom(course, module, segment),
          standIn: {
            title: segment.standIn.title,
            minutes: segment.standIn.minutes,
            html: html(segment.standIn.html),
          },
        })),
        glossary: document.glossary.filter(({ key }) => terms.has(key)),
        sources: [...document.facts, ...module.facts].filter(({ id }) => cited.has(id)),
        keep: offerKeeping(course, module),
        following: following ? { slug: following.slug, title: following.title } : null,
      };
    },
    untrack(() => url.pathname),
  );

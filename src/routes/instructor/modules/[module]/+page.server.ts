import { hasTimes } from '#lib/domain/courses/segment-edit.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { viewModuleFigures } from '#lib/server/services/analysis/view-module-figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { course, module, cohorts, choice, scope, quiz, guessPercent, questions } = await viewModuleFigures(
      locals.ctx,
      {
        module: params.module,
        course: url.searchParams.get('course') ?? '',
        cohort: url.searchParams.get('cohort'),
        attempts: url.searchParams.get('attempts'),
      },
    );
    return {
      course: { slug: course.document.slug, language: course.document.language },
      module: { slug: module.slug, title: module.title, sector: module.sector },
      segments: module.segments.map(({ key, title }) => ({ key, title })),
      times: {
        total: module.segments.length,
        missing: module.segments.filter((one) => !hasTimes(one)).length,
      },
      cohorts,
      cohort: scope.cohortId ?? '',
      choice,
      quiz,
      guessPercent,
      questions,
    };
  }, url.pathname + url.search);

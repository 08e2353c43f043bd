import { byPressure, needsLook } from '#lib/domain/analysis/hints.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { viewModuleFigures } from '#lib/server/services/analysis/view-module-figures.ts';
import { placeOf } from '#lib/server/services/questions/staff-module.ts';
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
      ...placeOf({ course, module, cohorts }),
      cohorts,
      cohort: scope.cohortId ?? '',
      choice,
      quiz,
      guessPercent,
      questions: byPressure(questions),
      pressing: questions.filter(needsLook).length,
    };
  }, url.pathname + url.search);

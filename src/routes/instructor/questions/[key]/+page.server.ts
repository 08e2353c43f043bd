import { runLoad } from '#lib/server/http/responses.ts';
import { headOf } from '#lib/server/services/questions/staff-question.ts';
import { viewQuestion, type QuestionPage } from '#lib/server/services/questions/view-question.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const course = url.searchParams.get('course') ?? '';
    const question = await viewQuestion(locals.ctx, { key: params.key, course });
    return {
      ...headOf(question),
      ...question.shown,
      figures: figuresOf(question),
      revisions: question.revisions.map(({ number, createdAt, correctedBy, isAsked }) => ({
        number,
        createdAt,
        correctedBy,
        isAsked,
      })),
      regrades: question.regrades,
      done: url.searchParams.get('done'),
    };
  }, url.pathname + url.search);

/** What the section of figures shows. */
function figuresOf({ figures }: QuestionPage) {
  if (!figures) return null;
  const { figures: own, guessPercent, hint, languages, harderIn, responses, third } = figures;
  return { figures: own, guessPercent, hint, languages, harderIn, responses, third };
}

import type { LearnerView } from '#lib/domain/questions/kind.ts';
import { draftAnswer } from '#lib/domain/questions/registry.ts';
import { answersFromForm } from '#lib/domain/quizzes/form-answers.ts';

/** What somebody typed into the page of the server before the scripts were there: what the fields hold, by question. */
export function typedEarly(form: string, questions: readonly LearnerView[]): Record<string, unknown> {
  if (typeof document === 'undefined') return {};
  const shown = document.querySelector(form);
  if (!(shown instanceof HTMLFormElement)) return {};
  const given = answersFromForm(new FormData(shown));
  return Object.fromEntries(
    questions.flatMap((asked) => {
      const answer = given.get(asked.key);
      return answer ? [[asked.key, draftAnswer(asked, answer.answer)]] : [];
    }),
  );
}

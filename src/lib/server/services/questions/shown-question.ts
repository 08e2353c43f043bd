import type { LearnerView, ReviewView } from '#lib/domain/questions/kind.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { askedQuestion, reviewedQuestion, rightAnswer } from '#lib/domain/questions/registry.ts';

/** Any order of what is mixed will do, but always the same. */
const SEED = 1;

/** A question as its staff see it. */
export interface ShownQuestion {
  /** As a learner gets it. */
  asked: LearnerView;
  /** The review of a right answer. */
  right: ReviewView;
  explanation: string;
}

export const shownQuestion = (question: QuestionDocument): ShownQuestion => ({
  asked: askedQuestion(question, SEED),
  right: reviewedQuestion(question, rightAnswer(question), SEED),
  explanation: question.explanation,
});

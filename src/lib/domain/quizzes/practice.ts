import type { AttemptRules } from '../courses/course.ts';
import type { QuestionDocument } from '../questions/question.ts';
import { gradeAnswer } from '../questions/registry.ts';
import type { QuizAccess } from './deadline.ts';
import { totalOf } from './score.ts';

/** A practice asks the questions of a quiz, for the learner alone: it has no time limit, no cool-down, and its mark counts for nothing. */

/** Raw answers as a page sends them, by key of the question. */
export type PracticeAnswers = Readonly<Record<string, unknown>>;

export interface PracticeMark {
  points: Record<string, number>;
  score: number;
  maxScore: number;
}

/**
 * The mark of a practice: as in an attempt, question by question. An answer to a question that was not asked counts for nothing.
 *
 * Worked example: two questions of one point each, one answered right and one not answered: 1 of 2 points.
 */
export function gradePractice(
  questions: readonly QuestionDocument[],
  answers: PracticeAnswers,
): PracticeMark {
  const graded = questions.map((question) => ({
    key: question.key,
    points: gradeAnswer(question, Object.hasOwn(answers, question.key) ? answers[question.key] : null),
    most: question.points,
  }));
  return { points: Object.fromEntries(graded.map(({ key, points }) => [key, points])), ...totalOf(graded) };
}

/** Why a practice shows its mark alone; null: it shows the right answers and explanations too. */
export type HiddenReview = 'attempts-limited' | 'attempt-open' | null;

/**
 * What a practice that was handed in shows. Its questions come from the bank of the quiz, so right answers are shown only where they help
 * nobody to marks that they should earn: not where attempts are limited, and not while an attempt of the same quiz is under way.
 *
 * Worked example: two attempts allowed: the mark alone. No limit, and no attempt open: everything.
 */
export function hiddenOf(
  { attemptLimit }: Pick<AttemptRules, 'attemptLimit'>,
  hasOpenAttempt: boolean,
): HiddenReview {
  if (attemptLimit !== null) return 'attempts-limited';
  return hasOpenAttempt ? 'attempt-open' : null;
}

/**
 * From when on a module may be practised; null: now. Before a quiz opens to a cohort, nobody of it sees its questions.
 *
 * Worked example: the quiz opens on Monday: on Sunday the answer is Monday, on Monday null, after it closed null.
 */
export const practiceOpensAt = ({ opensAt }: Pick<QuizAccess, 'opensAt'>, now: Date): Date | null =>
  opensAt && now < opensAt ? opensAt : null;

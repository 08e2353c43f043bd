import type { QuestionDocument } from '../questions/question.ts';
import { gradeAnswer } from '../questions/registry.ts';
import { totalOf } from './score.ts';

/**
 * How a question that was corrected is marked again.
 * - `full-credit`: everybody who was asked it gets all its points.
 * - `accept-both`: an answer is right when the old key or the new one says so; the better of the two counts.
 * - `new-never-lower`: the new key counts, but nobody gets fewer points than they have.
 * - `new-only`: the new key counts.
 */
export const REGRADE_POLICIES = ['full-credit', 'accept-both', 'new-never-lower', 'new-only'] as const;

export type RegradePolicy = (typeof REGRADE_POLICIES)[number];

/** What a regrade looks at in one answer. */
export interface MarkedAnswer {
  /** Points that it has now. */
  points: number;
  /** The question as it was asked. */
  asked: QuestionDocument;
  /** The question as it was corrected. */
  corrected: QuestionDocument;
  /** As it was sent; null: not answered. */
  answer: unknown;
}

/**
 * Points of one answer under a policy. The corrected question is worth what the question was worth when it was asked, so what an attempt can
 * reach at most never changes. Doing it twice is doing it once.
 *
 * Worked example: a question of 2 points was asked with the key `b`; the corrected one, of 1 point, says `a`. For the answer `a`, which has
 * 0 points, every policy gives 2. For `b`, which has 2, `new-only` gives 0 and all others 2. For no answer, only `full-credit` gives 2.
 */
export function regradedPoints(policy: RegradePolicy, marked: MarkedAnswer): number {
  const { points, asked, corrected, answer } = marked;
  if (policy === 'full-credit') return asked.points;
  const anew = gradeAnswer({ ...corrected, points: asked.points }, answer);
  if (policy === 'accept-both') return Math.max(gradeAnswer(asked, answer), anew);
  return policy === 'new-never-lower' ? Math.max(points, anew) : anew;
}

/** A graded attempt, as far as one of its questions is marked again. */
export interface MarkedAttempt {
  score: number;
  points: number;
  /** Points of its other questions. */
  otherPoints: readonly number[];
  answer: unknown;
}

/**
 * What a regrade of one of its questions does to an attempt; null where its mark stays as it is.
 *
 * Worked example: 3 of 5 points, 0 of them for the question; full credit gives 1 point for it, and the attempt has 4.
 */
export function markChange(
  policy: RegradePolicy,
  attempt: MarkedAttempt,
  questions: Pick<MarkedAnswer, 'asked' | 'corrected'>,
): { points: number; score: number } | null {
  const points = regradedPoints(policy, { ...questions, points: attempt.points, answer: attempt.answer });
  if (points === attempt.points) return null;
  const { score } = totalOf([points, ...attempt.otherPoints].map((one) => ({ points: one, most: 0 })));
  return { points, score };
}

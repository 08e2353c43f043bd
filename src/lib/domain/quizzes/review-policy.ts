import type { AttemptState } from './attempt-state.ts';

/** What of an attempt its learner may see. Before it is graded: the questions and their own answers. After: everything. */
export interface ReviewPolicy {
  score: boolean;
  rightAnswers: boolean;
  explanations: boolean;
}

export function reviewPolicy(state: AttemptState): ReviewPolicy {
  const graded = state === 'graded';
  return { score: graded, rightAnswers: graded, explanations: graded };
}

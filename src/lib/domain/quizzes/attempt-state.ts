/** How an attempt moves: `in_progress -> submitted -> graded`, or `in_progress -> expired -> graded`. Never back. */

export type AttemptState = 'in_progress' | 'submitted' | 'expired' | 'graded';

const NEXT: Record<AttemptState, readonly AttemptState[]> = {
  in_progress: ['submitted', 'expired'],
  submitted: ['graded'],
  expired: ['graded'],
  graded: [],
};

export const canMove = (from: AttemptState, to: AttemptState): boolean => NEXT[from].includes(to);

/** Is an answer still taken? Only while in progress and before the deadline; at the deadline itself no more. */
export function takesAnswers(attempt: { state: AttemptState; deadlineAt: Date | null }, now: Date): boolean {
  return attempt.state === 'in_progress' && (attempt.deadlineAt === null || now < attempt.deadlineAt);
}

/** Has the time run out while nobody handed it in? */
export function isOverdue(attempt: { state: AttemptState; deadlineAt: Date | null }, now: Date): boolean {
  return attempt.state === 'in_progress' && attempt.deadlineAt !== null && now >= attempt.deadlineAt;
}

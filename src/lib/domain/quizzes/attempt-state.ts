/** How an attempt moves: `in_progress -> submitted -> graded`, or `in_progress -> expired -> graded`. Never back. */

export type AttemptState = 'in_progress' | 'submitted' | 'expired' | 'graded';
export type AttemptEvent = 'submit' | 'expire' | 'grade';

/** What the rules of moving look at. */
export interface AttemptClock {
  state: AttemptState;
  /** From here on no answer is taken. Null: nothing ends it. */
  deadlineAt: Date | null;
  /** Until here it may still be handed in; not before the deadline. */
  graceEndsAt: Date | null;
}

export type AttemptMove =
  | { moves: true; to: AttemptState }
  /**
   * `closed`: it was handed in or ran out before. `overdue`: too late to be handed in, what was saved counts. `time-left`: it cannot run
   * out yet. `open`: nothing to grade yet. `graded`: graded before.
   */
  | { moves: false; reason: 'closed' | 'overdue' | 'time-left' | 'open' | 'graded' };

const to = (state: AttemptState): AttemptMove => ({ moves: true, to: state });
const stays = (reason: Extract<AttemptMove, { moves: false }>['reason']): AttemptMove => ({
  moves: false,
  reason,
});

/**
 * What an event does to an attempt, or why it does nothing.
 *
 * Worked example: the deadline is 10:00, the grace period ends at 10:02. `submit` at 10:01 moves to `submitted` with what was answered before
 * 10:00; at 10:02 it is `overdue`, and `expire` moves to `expired`.
 */
export function moveOf(attempt: AttemptClock, event: AttemptEvent, now: Date): AttemptMove {
  if (event === 'grade') {
    if (attempt.state === 'in_progress') return stays('open');
    return attempt.state === 'graded' ? stays('graded') : to('graded');
  }
  if (attempt.state !== 'in_progress') return stays('closed');
  if (event === 'submit') return isOverdue(attempt, now) ? stays('overdue') : to('submitted');
  return isOverdue(attempt, now) ? to('expired') : stays('time-left');
}

/** Is an answer still taken? Only while in progress and before the deadline; at the deadline itself no more. */
export const takesAnswers = (attempt: AttemptClock, now: Date): boolean =>
  attempt.state === 'in_progress' && (attempt.deadlineAt === null || now < attempt.deadlineAt);

/** Has the time, with its grace period, run out while nobody handed it in? */
export const isOverdue = ({ state, graceEndsAt }: Omit<AttemptClock, 'deadlineAt'>, now: Date): boolean =>
  state === 'in_progress' && graceEndsAt !== null && now >= graceEndsAt;

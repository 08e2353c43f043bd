import type { AttemptRules } from '../courses/course.ts';

/** What the rule of starting looks at. */
export interface PastAttempts {
  /** The attempt in progress, if there is one. */
  openAttemptId: string | null;
  finished: number;
  lastFinishedAt: Date | null;
}

export type MayStart =
  /** `resume`: the attempt to go on with; null: a new one. */
  | { allowed: true; resume: string | null }
  /** `retryAt`: when the cool-down ends; null: never. */
  | { allowed: false; reason: 'limit-reached'; retryAt: null }
  | { allowed: false; reason: 'cool-down'; retryAt: Date };

/**
 * May an attempt be started? One in progress is gone on with, whatever the other rules say. The first attempts are free; after them
 * a cool-down lies between two attempts; a limit, where the course sets one, ends them.
 *
 * Worked example: 3 free attempts, cool-down 10 min: the fourth may start 10 min after the third was handed in.
 */
export function mayStart(rules: AttemptRules, past: PastAttempts, now: Date): MayStart {
  if (past.openAttemptId !== null) return { allowed: true, resume: past.openAttemptId };
  if (rules.attemptLimit !== null && past.finished >= rules.attemptLimit)
    return { allowed: false, reason: 'limit-reached', retryAt: null };
  if (past.finished < rules.freeAttempts || !past.lastFinishedAt) return { allowed: true, resume: null };
  const retryAt = new Date(past.lastFinishedAt.getTime() + rules.coolDownSeconds * 1000);
  return now >= retryAt ? { allowed: true, resume: null } : { allowed: false, reason: 'cool-down', retryAt };
}

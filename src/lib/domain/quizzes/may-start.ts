import type { AttemptRules } from '../courses/course.ts';

export type MayStart =
  | { allowed: true }
  | { allowed: false; reason: 'limit-reached' }
  /** `retryAt`: when the cool-down ends. */
  | { allowed: false; reason: 'cool-down'; retryAt: Date };

/**
 * May another attempt be started, after `finished` ones, the last handed in at `lastFinishedAt`? The first attempts are free; after them
 * a cool-down lies between two attempts; a limit, where the course sets one, ends them.
 *
 * Worked example: 3 free attempts, cool-down 10 min: the fourth may start 10 min after the third was handed in.
 */
export function mayStart(
  rules: AttemptRules,
  past: { finished: number; lastFinishedAt: Date | null },
  now: Date,
): MayStart {
  if (rules.attemptLimit !== null && past.finished >= rules.attemptLimit)
    return { allowed: false, reason: 'limit-reached' };
  if (past.finished < rules.freeAttempts || !past.lastFinishedAt) return { allowed: true };
  const retryAt = new Date(past.lastFinishedAt.getTime() + rules.coolDownSeconds * 1000);
  return now >= retryAt ? { allowed: true } : { allowed: false, reason: 'cool-down', retryAt };
}

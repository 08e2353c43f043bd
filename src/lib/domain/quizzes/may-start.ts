import type { AttemptRules } from '../courses/course.ts';
import { OPEN_ACCESS, type QuizAccess } from './deadline.ts';

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
  /** `retryAt`: when it may be tried again; null: never. */
  | { allowed: false; reason: 'limit-reached' | 'closed'; retryAt: null }
  | { allowed: false; reason: 'not-open-yet'; retryAt: Date }
  | { allowed: false; reason: 'cool-down'; retryAt: Date };

/**
 * May an attempt be started? One in progress is gone on with, whatever the other rules say. A quiz may have an opening and a closing date.
 * The first attempts are free; after them a cool-down lies between two attempts; a limit, where the course sets one, ends them. Attempts that
 * staff granted come on top of the free ones and of the limit.
 *
 * Worked example: 3 free attempts, cool-down 10 min: the fourth may start 10 min after the third was handed in; with one granted the fourth
 * starts at once and the fifth waits.
 */
export function mayStart(
  rules: AttemptRules,
  past: PastAttempts,
  now: Date,
  access: QuizAccess = OPEN_ACCESS,
): MayStart {
  const { opensAt, closesAt, extraAttempts } = access;
  if (past.openAttemptId !== null) return { allowed: true, resume: past.openAttemptId };
  if (opensAt && now < opensAt) return { allowed: false, reason: 'not-open-yet', retryAt: opensAt };
  if (closesAt && now >= closesAt) return { allowed: false, reason: 'closed', retryAt: null };
  if (rules.attemptLimit !== null && past.finished >= rules.attemptLimit + extraAttempts)
    return { allowed: false, reason: 'limit-reached', retryAt: null };
  if (past.finished < rules.freeAttempts + extraAttempts || !past.lastFinishedAt)
    return { allowed: true, resume: null };
  const retryAt = new Date(past.lastFinishedAt.getTime() + rules.coolDownSeconds * 1000);
  return now >= retryAt ? { allowed: true, resume: null } : { allowed: false, reason: 'cool-down', retryAt };
}

import type { AttemptRules } from '../courses/course.ts';

/** When one learner may take one quiz, and what staff granted them beyond the rules. */
export interface QuizAccess {
  opensAt: Date | null;
  /** The learner's own closing date where one was granted, else that of their cohort. */
  closesAt: Date | null;
  extraAttempts: number;
  extraSeconds: number;
}

export const OPEN_ACCESS: QuizAccess = { opensAt: null, closesAt: null, extraAttempts: 0, extraSeconds: 0 };

/**
 * From when on an attempt takes no answers, and until when it may still be handed in: the end of the time limit with what was granted, or
 * the closing date, whichever is first; then the grace period. Null where nothing ends it.
 *
 * Worked example: started at 10:00 with 20 min, 5 min granted and 2 min of grace: answers until 10:25, handed in until 10:27. Where the quiz
 * closes at 10:15: 10:15 and 10:17.
 */
export function deadlinesOf(
  { timeLimitSeconds, graceSeconds = 0 }: Pick<AttemptRules, 'timeLimitSeconds' | 'graceSeconds'>,
  startedAt: Date,
  { closesAt, extraSeconds }: Pick<QuizAccess, 'closesAt' | 'extraSeconds'>,
): { deadlineAt: Date | null; graceEndsAt: Date | null } {
  const ends = [
    ...(timeLimitSeconds === null ? [] : [startedAt.getTime() + (timeLimitSeconds + extraSeconds) * 1000]),
    ...(closesAt ? [closesAt.getTime()] : []),
  ];
  if (ends.length === 0) return { deadlineAt: null, graceEndsAt: null };
  const deadline = Math.min(...ends);
  return { deadlineAt: new Date(deadline), graceEndsAt: new Date(deadline + graceSeconds * 1000) };
}

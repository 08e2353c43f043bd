/** What somebody of the staff remembers of a cohort: a few of its counts. */
export interface CohortMemory {
  learners: number;
  started: number;
  finished: number;
  /** Quizzes passed, of all learners and modules. */
  passed: number;
  needHelp: number;
}

/** A visit lasts so long: pages that are opened within it belong to it. */
export const VISIT_MILLISECONDS = 30 * 60_000;

export interface Visits {
  seenAt: Date;
  seen: CohortMemory;
  /** The visit before; null: this is the first. */
  beforeAt: Date | null;
  before: CohortMemory | null;
}

/**
 * The visits after somebody looks at a cohort now. Within half an hour it is the same visit, and what it is compared with stays. Worked example:
 * seen on Monday and now on Friday: Monday's counts become those before.
 */
export function visitAgain(visits: Visits | null, now: Date, seen: CohortMemory): Visits {
  if (!visits) return { seenAt: now, seen, beforeAt: null, before: null };
  const isSame = now.getTime() - visits.seenAt.getTime() < VISIT_MILLISECONDS;
  return isSame
    ? { ...visits, seenAt: now, seen }
    : { seenAt: now, seen, beforeAt: visits.seenAt, before: visits.seen };
}

/** How much each count changed since the visit before; null where there was none. */
export function changesSince({ before }: Visits, now: CohortMemory): CohortMemory | null {
  if (!before) return null;
  return {
    learners: now.learners - before.learners,
    started: now.started - before.started,
    finished: now.finished - before.finished,
    passed: now.passed - before.passed,
    needHelp: now.needHelp - before.needHelp,
  };
}

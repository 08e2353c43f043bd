import { addDays, daysBetween } from './calendar-day.ts';

/**
 * Who needs help, and why: rules that a person can check, never a score. Each holds from a day on, as long as nothing else happens; the day when the
 * first one does is kept with the learner's standing (`hand_on`, drizzle/0007), so that a list of a million finds them by an index.
 */

/** Days before a deadline from which less than half of the steps is little. */
export const NEAR_DAYS = 7;
/** Days between the last look at a begun segment and the last visit. */
export const STUCK_DAYS = 3;

export interface ModuleFacts {
  moduleKey: string;
  state: 'not-started' | 'in-progress' | 'complete';
  stepsDone: number;
  stepsTotal: number;
  attempts: number;
  bestPercent: number | null;
  /** The day of the last of three or more attempts that all failed. */
  failedOn: string | null;
  /** A segment that was begun and not finished, and when it was last followed. */
  openSegmentKey: string | null;
  openSegmentOn: string | null;
  dueOn: string | null;
}

export interface LearnerFacts {
  enrolledOn: string;
  /** The day of the last visit; null: never here. */
  activeOn: string | null;
  /** The cohort's number of days without a visit. */
  inactiveDays: number;
  modules: readonly ModuleFacts[];
}

export type HelpReason =
  | { reason: 'quiz'; moduleKey: string; attempts: number; bestPercent: number | null }
  | { reason: 'late'; moduleKey: string; days: number }
  | { reason: 'near'; moduleKey: string; days: number; stepsDone: number; stepsTotal: number }
  | { reason: 'stuck'; moduleKey: string; segmentKey: string; days: number }
  | { reason: 'never-started'; days: number }
  | { reason: 'away'; days: number };

interface Rule {
  /** The first day on which it holds. */
  from: string;
  /** In words' terms, as of a day. */
  on(today: string): HelpReason;
}

/** The reasons that hold today, what an instructor can do most about first. Worked example: three failed attempts at steel: one reason, `quiz`. */
export function helpReasons(learner: LearnerFacts, today: string): HelpReason[] {
  const reasons = rulesOf(learner)
    .filter(({ from }) => from <= today)
    .map(({ on }) => on(today));
  return reasons.filter((one) => one.reason !== 'near' || one.days >= 0);
}

/** The day from which some reason holds, if nothing else happens; null: none will, as for somebody who has finished. */
export function helpFrom(learner: LearnerFacts): string | null {
  const days = rulesOf(learner).map(({ from }) => from);
  return days.length === 0 ? null : days.reduce((first, day) => (day < first ? day : first));
}

function rulesOf(learner: LearnerFacts): Rule[] {
  const open = learner.modules.filter(({ state }) => state !== 'complete');
  if (open.length === 0) return [];
  return [
    ...open.flatMap(quizRule),
    ...open.flatMap(lateRule),
    ...open.flatMap(nearRule),
    ...stuckRule(learner, open),
    awayRule(learner),
  ];
}

const quizRule = ({ moduleKey, attempts, bestPercent, failedOn }: ModuleFacts): Rule[] =>
  failedOn === null
    ? []
    : [{ from: failedOn, on: () => ({ reason: 'quiz', moduleKey, attempts, bestPercent }) }];

const lateRule = ({ moduleKey, dueOn }: ModuleFacts): Rule[] =>
  dueOn === null
    ? []
    : [
        {
          from: addDays(dueOn, 1),
          on: (today) => ({ reason: 'late', moduleKey, days: daysBetween(dueOn, today) }),
        },
      ];

/** Less than half done. Once the deadline has passed, it is late, and that says it. */
const nearRule = ({ moduleKey, dueOn, stepsDone, stepsTotal }: ModuleFacts): Rule[] =>
  dueOn === null || stepsDone * 2 >= stepsTotal
    ? []
    : [
        {
          from: addDays(dueOn, -NEAR_DAYS),
          on: (today) => ({
            reason: 'near',
            moduleKey,
            days: daysBetween(today, dueOn),
            stepsDone,
            stepsTotal,
          }),
        },
      ];

/** The segment that was left longest, where the learner came back since and did not go on with it. */
function stuckRule({ activeOn }: LearnerFacts, open: readonly ModuleFacts[]): Rule[] {
  const [left] = open
    .filter(({ openSegmentOn }) => openSegmentOn !== null)
    .sort((a, b) => ((a.openSegmentOn ?? '') < (b.openSegmentOn ?? '') ? -1 : 1));
  if (!left?.openSegmentOn || !left.openSegmentKey || activeOn === null) return [];
  const { openSegmentOn, openSegmentKey, moduleKey } = left;
  if (daysBetween(openSegmentOn, activeOn) < STUCK_DAYS) return [];
  return [
    {
      from: addDays(openSegmentOn, STUCK_DAYS),
      on: (today) => ({
        reason: 'stuck',
        moduleKey,
        segmentKey: openSegmentKey,
        days: daysBetween(openSegmentOn, today),
      }),
    },
  ];
}

/** Counted from the last visit, or from the day of the enrolment. */
function awayRule({ activeOn, enrolledOn, inactiveDays }: LearnerFacts): Rule {
  const since = activeOn ?? enrolledOn;
  return {
    from: addDays(since, inactiveDays),
    on: (today) => ({
      reason: activeOn === null ? 'never-started' : 'away',
      days: daysBetween(since, today),
    }),
  };
}

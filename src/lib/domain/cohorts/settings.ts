import { cleanName } from '../accounts/person-name.ts';
import type { AccountProblem } from '../accounts/problems.ts';
import { parseMinute } from '../quizzes/minute.ts';
import { parseDay } from './day.ts';
import { JOIN_MODES, type JoinMode } from './join-mode.ts';

/** What the forms of a cohort's settings hold, and what is wrong with it. */

export const COHORT_NAME_LIMIT = 80;
export const MOST_INACTIVE_DAYS = 365;
export const MOST_LEARNERS = 1_000_000;

type Problems = Record<string, AccountProblem | null>;

export interface CohortSettings {
  name: string;
  startsOn: string | null;
  endsOn: string | null;
  inactiveDays: number;
  /** Day of each module that the form named; null: none. */
  deadlines: Map<string, string | null>;
}

export interface TypedSettings {
  name: string;
  startsOn: string;
  endsOn: string;
  inactiveDays: string;
  /** By key of the module. */
  deadlines: ReadonlyMap<string, string>;
}

/**
 * The settings as they are kept, with one problem for each field that cannot be (`due.MODULE` for a deadline). A deadline may lie outside the
 * programme's days: it is a recommendation.
 *
 * Worked example: from 1 March to 28 February of the same year has the problem `{ endsOn: 'end-before-start' }`.
 */
export function readSettings(typed: TypedSettings): { settings: CohortSettings; problems: Problems } {
  const name = cleanName(typed.name);
  const [startsOn, endsOn] = [parseDay(typed.startsOn), parseDay(typed.endsOn)];
  const inactiveDays = wholeNumber(typed.inactiveDays, MOST_INACTIVE_DAYS);
  const due = [...typed.deadlines].map(([module, text]) => ({ module, day: parseDay(text) }));
  const problems: Problems = {
    name: name === '' ? 'text-missing' : [...name].length > COHORT_NAME_LIMIT ? 'text-long' : null,
    startsOn: startsOn === undefined ? 'day-wrong' : null,
    endsOn:
      endsOn === undefined
        ? 'day-wrong'
        : startsOn && endsOn && endsOn < startsOn
          ? 'end-before-start'
          : null,
    inactiveDays: inactiveDays === null ? 'days-wrong' : null,
  };
  for (const { module, day } of due) problems[`due.${module}`] = day === undefined ? 'day-wrong' : null;
  const settings = {
    name,
    startsOn: startsOn ?? null,
    endsOn: endsOn ?? null,
    inactiveDays: inactiveDays ?? 1,
    deadlines: new Map(due.map(({ module, day }) => [module, day ?? null])),
  };
  return { settings, problems };
}

export interface JoinSettings {
  joinMode: JoinMode;
  joinLimit: number | null;
  joinClosesAt: Date | null;
}

/**
 * How people come in, as it is kept, with what is wrong. A moment that lies behind is taken: it closes the address.
 *
 * Worked example: mode `open`, limit `0` has the problem `{ limit: 'limit-wrong' }`; an empty limit is none.
 */
export function readJoinSettings(typed: { mode: string; limit: string; closes: string }): {
  settings: JoinSettings;
  problems: Problems;
} {
  const joinMode = JOIN_MODES.find((mode) => mode === typed.mode);
  const isLimited = typed.limit.trim() !== '';
  const joinLimit = isLimited ? wholeNumber(typed.limit, MOST_LEARNERS) : null;
  const joinClosesAt = parseMinute(typed.closes.trim());
  return {
    settings: { joinMode: joinMode ?? 'closed', joinLimit, joinClosesAt: joinClosesAt ?? null },
    problems: {
      mode: joinMode ? null : 'text-missing',
      limit: isLimited && joinLimit === null ? 'limit-wrong' : null,
      closes: joinClosesAt === undefined ? 'minute-wrong' : null,
    },
  };
}

/** From 1 to `most`, in Latin, Persian or Arabic digits; null for anything else. */
function wholeNumber(typed: string, most: number): number | null {
  const plain = typed.trim().replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
  if (!/^\d{1,7}$/.test(plain)) return null;
  const number = Number(plain);
  return number >= 1 && number <= most ? number : null;
}

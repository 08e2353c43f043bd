import { cleanName } from '#lib/domain/accounts/person-name.ts';
import { AUDIT_ACTIONS, type AuditAction } from '#lib/domain/audit.ts';
import { addDays } from '#lib/domain/cohorts/calendar-day.ts';
import type { Ctx } from '../../context.ts';
import { findIdsByEmailWords, findSubjectIds, type EntryFilter } from '../../queries/audit.ts';

/** As the address of the page says it; anything unknown counts as nothing said. */
export interface ActQuestion {
  action?: string | null;
  /** A part of the address of who did it. */
  who?: string | null;
  /** A part of the name or address of the person, or of the name of the cohort, that it was done to. */
  about?: string | null;
  /** Days in UTC, both included. */
  from?: string | null;
  to?: string | null;
}

/** What was understood, for the form. */
export interface ActFilter {
  action: AuditAction | null;
  who: string;
  about: string;
  from: string;
  to: string;
}

const LONGEST_SEARCH = 100;
/** Of accounts that one search may mean. */
const MOST_MATCHES = 500;

const words = (given: string | null | undefined) => cleanName(given ?? '').slice(0, LONGEST_SEARCH);

/** A day of the calendar as `2026-03-02`; anything else is none. */
function day(given: string | null | undefined): string {
  const known = /^\d{4}-\d\d-\d\d$/.test(given ?? '') && !Number.isNaN(Date.parse(`${given}T00:00:00Z`));
  return known ? (given ?? '') : '';
}

export const readActFilter = (question: ActQuestion): ActFilter => ({
  action: AUDIT_ACTIONS.find((known) => known === question.action) ?? null,
  who: words(question.who),
  about: words(question.about),
  from: day(question.from),
  to: day(question.to),
});

/** The rows that a filter means. At most three statements: they look up whom it names. */
export async function entriesOf({ db }: Ctx, filter: ActFilter): Promise<EntryFilter> {
  const [actorIds, subjectIds] = await Promise.all([
    filter.who === '' ? null : findIdsByEmailWords(db, filter.who, MOST_MATCHES),
    filter.about === '' ? null : findSubjectIds(db, filter.about, MOST_MATCHES),
  ]);
  const start = (of: string) => new Date(`${of}T00:00:00Z`);
  return {
    action: filter.action,
    actorIds,
    subjectIds,
    since: filter.from === '' ? null : start(filter.from),
    until: filter.to === '' ? null : start(addDays(filter.to, 1)),
  };
}

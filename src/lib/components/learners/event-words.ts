import type { TimelineKind } from '#lib/domain/cohorts/timeline.ts';
import type { EvidenceWay } from '#lib/domain/progress/evidence.ts';
import type { SegmentProgress } from '#lib/domain/progress/module-progress.ts';
import { formatDate, formatMinutes, formatNumber, formatPercent } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wayWords } from '../cohorts/way-words.ts';

/** What kind of thing happened, in words. */
export const EVENT_WORDS: Record<TimelineKind, () => string> = {
  enrolled: m.event_enrolled,
  opened: m.event_opened,
  read: m.event_read,
  followed: m.event_followed,
  'stand-in': m.event_stand_in,
  attempt: m.event_attempt,
  completed: m.event_completed,
  badge: m.event_badge,
  certificate: m.event_certificate,
  allowance: m.event_allowance,
  extension: m.event_extension,
  exemption: m.event_exemption,
  announcement: m.event_announcement,
  note: m.event_note,
};

export const ATTEMPT_STATES = {
  in_progress: m.attempt_state_in_progress,
  submitted: m.attempt_state_submitted,
  expired: m.attempt_state_expired,
  graded: m.attempt_state_graded,
};

interface Details {
  number?: number;
  state?: keyof typeof ATTEMPT_STATES;
  score?: number | null;
  maxScore?: number | null;
  way?: EvidenceWay;
  extraAttempts?: number;
  extraSeconds?: number;
  dueOn?: string;
  read?: boolean;
}

/** The facts of an event as short phrases of our own words; what people typed is shown beside them. */
export function eventFacts(details: Details): string[] {
  const { number, state, score, maxScore, way, extraAttempts, extraSeconds, dueOn, read } = details;
  const facts: (string | false | undefined)[] = [
    number !== undefined && m.event_number({ number: formatNumber(number) }),
    state && state !== 'graded' && ATTEMPT_STATES[state](),
    typeof score === 'number' && maxScore ? formatPercent((score / maxScore) * 100) : false,
    way && wayWords([way]),
    extraAttempts ? m.allow_granted_attempts({ count: formatNumber(extraAttempts) }) : false,
    extraSeconds ? m.allow_granted_time({ time: formatMinutes(extraSeconds / 60) }) : false,
    dueOn && m.event_due({ date: formatDate(new Date(`${dueOn}T00:00:00Z`)) }),
    read !== undefined && (read ? m.event_was_read() : m.event_not_read()),
  ];
  return facts.filter((fact): fact is string => typeof fact === 'string');
}

/** Where a learner stands in a recording. */
export function recordingWords({ isExempt, covered, coverage, way }: SegmentProgress): string {
  if (isExempt) return m.learner_segment_excused();
  if (covered && way) return m.learner_segment_covered({ way: wayWords([way]) });
  if (coverage === null || coverage === 0) return m.learner_segment_open();
  return m.learner_segment_share({ share: formatPercent(coverage * 100), way: wayWords([way ?? 'video']) });
}

import { formatNumber, formatSeconds } from './formats.ts';
import * as m from './paraglide/messages.js';

interface About {
  count: number;
}
const number = ({ count }: About) => ({ count: formatNumber(count) });

/** What is wrong with a segment (domain/courses/segment-problems.ts), in words. */
export const SEGMENT_PROBLEM_WORDS = {
  'title-missing': () => m.segments_problem_title_missing(),
  'title-long': (about: About) => m.segments_problem_title_long(number(about)),
  'time-unreadable': () => m.segments_problem_time_unreadable(),
  'time-missing': () => m.segments_problem_time_missing(),
  'window-short': () => m.segments_problem_window_short(),
  'module-unknown': () => m.segments_problem_module(),
  'summary-missing': () => m.segments_problem_summary_missing(),
  'summary-long': (about: About) => m.segments_problem_summary_long(number(about)),
  'mark-outside': () => m.segments_problem_mark_outside(),
  'mark-twice': () => m.segments_problem_mark_twice(),
  'from-files': () => m.segments_problem_from_files(),
  'has-evidence': (about: About) => m.segments_problem_has_evidence(number(about)),
  'has-files': () => m.segments_problem_has_files(),
} as const;

/** What staff should look at before they publish segments, in words; behind those of an overlap stands the other segment. */
export const SEGMENT_WARNING_WORDS = {
  overlap: () => m.segments_warning_overlap(),
  'beyond-length': ({ count }: About) => m.segments_warning_beyond({ time: formatSeconds(count) }),
  'marks-shifted': ({ count }: About) => m.segments_warning_marks({ time: formatSeconds(count) }),
  'evidence-shifted': (about: About) => m.segments_warning_evidence(number(about)),
  'questions-outside': (about: About) => m.segments_warning_questions(number(about)),
} as const;

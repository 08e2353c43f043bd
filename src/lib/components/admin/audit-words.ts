import type { AuditAction } from '#lib/domain/audit.ts';
import { dateOfDay } from '#lib/domain/cohorts/day.ts';
import { JOIN_MODES } from '#lib/domain/cohorts/join-mode.ts';
import { REGRADE_POLICIES } from '#lib/domain/quizzes/regrade.ts';
import { ROLES } from '#lib/domain/permissions.ts';
import { formatDate, formatList, formatMoment, formatNumber } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { POLICY_WORDS } from '#lib/i18n/policy-words.ts';
import { JOIN_MODE_WORDS, SETTING_WORDS } from '../cohorts/join-words.ts';
import { ROLE_NAMES } from './role-names.ts';

/** Each act of the staff, in words. */
export const AUDIT_WORDS: Record<AuditAction, () => string> = {
  'quiz.schedule': m.audit_quiz_schedule,
  'quiz.allow': m.audit_quiz_allow,
  'question.correct': m.audit_question_correct,
  'question.import': m.audit_question_import,
  'regrade.start': m.audit_regrade_start,
  'regrade.finish': m.audit_regrade_finish,
  'segment.publish': m.audit_segment_publish,
  'recording.upload': m.audit_recording_upload,
  'recording.remove': m.audit_recording_remove,
  'captions.save': m.audit_captions_save,
  'captions.remove': m.audit_captions_remove,
  'certificate.revoke': m.audit_certificate_revoke,
  'certificate.reinstate': m.audit_certificate_reinstate,
  'certificate.reissue': m.audit_certificate_reissue,
  'certificate.refuse': m.audit_certificate_refuse,
  'certificate.erase': m.audit_certificate_erase,
  'certificate.design': m.audit_certificate_design,
  'user.role': m.audit_user_role,
  'cohort.create': m.audit_cohort_create,
  'cohort.assign': m.audit_cohort_assign,
  'cohort.remove': m.audit_cohort_remove,
  'enrolment.import': m.audit_enrolment_import,
  'learner.snooze': m.audit_learner_snooze,
  'learner.wake': m.audit_learner_wake,
  'cohort.settings': m.audit_cohort_settings,
  'cohort.archive': m.audit_cohort_archive,
  'cohort.restore': m.audit_cohort_restore,
  'cohort.joining': m.audit_cohort_joining,
  'cohort.new-code': m.audit_cohort_new_code,
  'join.accept': m.audit_join_accept,
  'join.refuse': m.audit_join_refuse,
  'cohort.invite': m.audit_cohort_invite,
  'cohort.withdraw': m.audit_cohort_withdraw,
  'learner.move': m.audit_learner_move,
  'learner.take-out': m.audit_learner_take_out,
  'learner.put-back': m.audit_learner_put_back,
  'deadline.extend': m.audit_deadline_extend,
  'deadline.take-back': m.audit_deadline_take_back,
  'announcement.send': m.audit_announcement_send,
  'note.write': m.audit_note_write,
  'note.remove': m.audit_note_remove,
  'segment.exempt': m.audit_segment_exempt,
  'segment.require': m.audit_segment_require,
};

const DETAILS: Readonly<Record<string, () => string>> = {
  module: m.audit_detail_module,
  opensAt: m.audit_detail_opens,
  closesAt: m.audit_detail_closes,
  extraAttempts: m.audit_detail_attempts,
  extraSeconds: m.audit_detail_seconds,
  reason: m.audit_detail_reason,
  course: m.audit_detail_course,
  question: m.audit_detail_question,
  questions: m.audit_detail_questions,
  file: m.audit_detail_file,
  revision: m.audit_detail_revision,
  policy: m.audit_detail_policy,
  attempts: m.audit_detail_marked,
  changed: m.audit_detail_changed,
  role: m.audit_detail_role,
  email: m.audit_detail_email,
  recording: m.audit_detail_recording,
  segment: m.audit_detail_segment,
  segments: m.audit_detail_segments,
  kind: m.audit_detail_kind,
  code: m.audit_detail_code,
  certificates: m.audit_detail_certificates,
  language: m.audit_detail_language,
  accounts: m.audit_detail_accounts,
  enrolled: m.audit_detail_enrolled,
  moved: m.audit_detail_moved,
  leftOut: m.audit_detail_left_out,
  untilOn: m.audit_detail_until,
  joinMode: m.audit_detail_join_mode,
  limit: m.audit_detail_limit,
  fields: m.audit_detail_fields,
  cohort: m.audit_detail_cohort,
  from: m.audit_detail_from,
  dueOn: m.audit_detail_due,
  subject: m.audit_detail_subject,
  recipients: m.audit_detail_recipients,
};

/** How values that are codes or moments are said. */
const VALUES: Readonly<Record<string, (value: string) => string>> = {
  opensAt: (value) => formatMoment(new Date(`${value}Z`)),
  closesAt: (value) => formatMoment(new Date(`${value}Z`)),
  joinMode: (value) => wordOr(value, JOIN_MODES, (mode) => JOIN_MODE_WORDS[mode]()),
  fields: (value) => formatList(value.split(',').map((field) => (SETTING_WORDS[field] ?? (() => field))())),
  dueOn: (value) => formatDate(dateOfDay(value)),
  role: (value) => wordOr(value, ROLES, (role) => ROLE_NAMES[role]()),
  policy: (value) => wordOr(value, REGRADE_POLICIES, (policy) => POLICY_WORDS[policy].name()),
};

function wordOr<T extends string>(value: string, known: readonly T[], say: (one: T) => string): string {
  const one = known.find((each) => each === value);
  return one ? say(one) : value;
}

const inWords = (key: string, value: string | number) =>
  typeof value === 'number' ? formatNumber(value) : (VALUES[key]?.(value) ?? value);

/** Ids that only the platform reads. */
const HIDDEN: ReadonlySet<string> = new Set(['cohortId']);

/** The details of an entry (domain/audit.ts says which an act has) as names and values; what is empty or nought is not worth a word. */
export const detailsInWords = (details: Readonly<Record<string, string | number | null>>) =>
  Object.entries(details).flatMap(([key, value]) =>
    value === null || value === '' || value === 0 || HIDDEN.has(key)
      ? []
      : [{ name: (DETAILS[key] ?? (() => key))(), value: inWords(key, value) }],
  );

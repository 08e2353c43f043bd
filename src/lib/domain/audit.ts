/** The closed list of acts that the audit log knows. What each entry's details hold stands beside it. */
export const AUDIT_ACTIONS = [
  /** Opening and closing dates of a quiz for a cohort. Subject: the cohort. module, opensAt, closesAt. */
  'quiz.schedule',
  /** Attempts or time for one learner. Subject: the learner. module, extraAttempts, extraSeconds, closesAt, reason. */
  'quiz.allow',
  /** A question was corrected. Subject: its new revision. course, module, question, revision (number of the new course revision). */
  'question.correct',
  /** Questions were imported. course, module, questions (how many), file, revision. */
  'question.import',
  /** A regrade was asked for. Subject: the regrade. course, question, policy, attempts. */
  'regrade.start',
  /** It was finished. Subject: the regrade. changed. */
  'regrade.finish',
  /** The segments of a recording were set. course, recording, segments (how many changed), revision (number of the new course revision). */
  'segment.publish',
  /** A file of a recording was uploaded, or removed. course, recording, module, segment, kind, file. */
  'recording.upload',
  'recording.remove',
  /** Captions of a segment were saved, or removed. course, module, segment, language. */
  'captions.save',
  'captions.remove',
  /** A certificate was revoked, or holds again. Subject: the certificate. code, reason. */
  'certificate.revoke',
  'certificate.reinstate',
  /** A wish to have the names corrected was granted: another certificate took the place of this one. code. Or it was refused. code, reason. */
  'certificate.reissue',
  'certificate.refuse',
  /** The holder was taken out of all their certificates and badges. Subject: the certificate it was asked for at. code, certificates (how many). */
  'certificate.erase',
  /** The design of a course's certificates was changed. course. */
  'certificate.design',
  /** A person got another role. Subject: the person. role. */
  'user.role',
  /** A cohort was made. Subject: the cohort. course. */
  'cohort.create',
  /** An instructor was let see a cohort, or taken off it. Subject: the cohort. email. */
  'cohort.assign',
  'cohort.remove',
  /** People were enrolled from a file. Subject: the cohort. file, accounts (made), enrolled, moved, leftOut (lines). */
  'enrolment.import',
  /** A learner was kept off the list of those who need help, or put back on it. Subject: the learner. untilOn. */
  'learner.snooze',
  'learner.wake',
  /** Its settings or deadlines were changed. Subject: the cohort. fields (which, parted by commas). */
  'cohort.settings',
  'cohort.archive',
  'cohort.restore',
  /** How people come in was changed; its address was made anew. Subject: the cohort. joinMode, limit, closesAt. */
  'cohort.joining',
  'cohort.new-code',
  /** A person was let in, or not. Subject: the person. cohort. */
  'join.accept',
  'join.refuse',
  /** Somebody was invited, also again; the invitation was withdrawn. Subject: the cohort. email. */
  'cohort.invite',
  'cohort.withdraw',
  /** A learner was moved to another cohort, taken out of one, put back into it. Subject: the learner. cohort (and from), the names; cohortId. */
  'learner.move',
  'learner.take-out',
  'learner.put-back',
  /** Another day for a learner's module, and back to the cohort's. Subject: the learner. module, dueOn, reason. */
  'deadline.extend',
  'deadline.take-back',
  /** Staff wrote to learners. Subject: the cohort. subject, recipients (how many). */
  'announcement.send',
  /** A note on a learner was written, or removed. Subject: the learner. course. */
  'note.write',
  'note.remove',
  /** A learner was excused from a segment, or no longer. Subject: the learner. course, module, segment, reason. */
  'segment.exempt',
  'segment.require',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

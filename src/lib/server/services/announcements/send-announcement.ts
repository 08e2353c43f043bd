import { validate as isUuid } from 'uuid';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { announcementProblems, readAnnouncement } from '#lib/domain/cohorts/announcement.ts';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, newId, requireActor, type Ctx } from '../../context.ts';
import { countLearners, hasAnnouncement, insertAnnouncement } from '../../queries/announcements.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffCohort } from '../cohorts/staff-cohort.ts';
import { chosenLearners } from './choose-learners.ts';

export interface AnnouncementInput {
  cohortId: string;
  subject: string;
  body: string;
  /** Learners of the cohort; null: everybody who is in it now. */
  userIds: readonly string[] | null;
  /** Made with the preview: the same message sent twice is sent once. */
  id?: string | undefined;
}

/** The staff of a cohort look at a message before it is sent: what is kept of it, and to how many it would go. */
export async function previewAnnouncement(ctx: Ctx, input: AnnouncementInput) {
  const { cohort } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  if (cohort.archivedAt) throw new AppError('cohort-archived');
  const chosen = await chosenLearners(ctx, cohort.id, input.userIds);
  const message = readAnnouncement(input);
  const recipients = chosen ? chosen.length : await countLearners(ctx.db, cohort.id);
  refuseProblems({ ...announcementProblems(message), learners: recipients === 0 ? 'nobody-chosen' : null });
  return { id: newId(ctx), ...message, recipients, chosen };
}

/**
 * The staff of a cohort write to all its learners, or to some: the message, who gets it, the entry in the audit log and the job that writes the
 * letters, in one transaction. Sent again under the same id, nothing happens. An archived cohort sends nothing.
 */
export async function sendAnnouncement(ctx: Ctx, input: AnnouncementInput): Promise<{ recipients: number }> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  if (cohort.archivedAt) throw new AppError('cohort-archived');
  const chosen = await chosenLearners(ctx, cohort.id, input.userIds);
  const message = readAnnouncement(input);
  refuseProblems(announcementProblems(message));
  const id = input.id !== undefined && isUuid(input.id) ? input.id : newId(ctx);
  return inTransaction(ctx, async (tx) => {
    const recipients = await insertAnnouncement(tx.db, {
      id,
      cohortId: cohort.id,
      ...message,
      sentBy: requireActor(tx).userId,
      sentAt: tx.now(),
      userIds: chosen && chosen.map((learner) => learner.id),
    });
    if (recipients === 0) {
      if (await hasAnnouncement(tx.db, { id, cohortId: cohort.id })) return { recipients };
      throw new AppError('invalid-input', { fields: { learners: 'nobody-chosen' } });
    }
    await recordAct(tx, 'announcement.send', {
      subjectId: cohort.id,
      details: { subject: message.subject, recipients },
    });
    await tx.jobs.enqueue(tx, 'mail-announcement', { announcementId: id });
    return { recipients };
  });
}

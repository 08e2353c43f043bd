import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { listUnfinished, lockAnnouncement, takeUnmailed } from '../../queries/announcements.ts';

const BATCH = 500;

/**
 * The job of a message: its letters, some hundred in each transaction, each in the language of who gets it around the author's own words. May be
 * killed at any point and run again, on several instances at once: who has a letter stands in the row of the recipient, written with the letter. A
 * message that was sent before its cohort was archived is finished.
 */
export async function mailAnnouncement(ctx: Ctx, announcementId: string): Promise<void> {
  while (await inTransaction(ctx, (tx) => writeBatch(tx, announcementId)));
}

/** False when there was none left. */
async function writeBatch(tx: Ctx, announcementId: string): Promise<boolean> {
  const message = await lockAnnouncement(tx.db, announcementId);
  if (!message) return false;
  const course = (await tx.courses.findById(message.courseId))?.document.title ?? '';
  const people = await takeUnmailed(tx.db, announcementId, BATCH, tx.now());
  for (const person of people) {
    const locale = toLocale(person.locale) ?? 'en';
    await tx.mail.send(tx, {
      id: person.letterId,
      recipient: person.email,
      locale,
      subject: m.mail_announcement_subject({ subject: message.subject, cohort: message.cohort }, { locale }),
      body: m.mail_announcement_body(
        {
          name: person.nameNative,
          sender: message.sender ?? m.announcement_staff({}, { locale }),
          cohort: message.cohort,
          course,
          body: message.body,
          link: tx.origin + routes.ownAnnouncements(),
        },
        { locale },
      ),
    });
  }
  return people.length === BATCH;
}

/** An instance that starts goes on with the letters that a killed one left unwritten. */
export async function resumeAnnouncements(ctx: Ctx): Promise<void> {
  for (const { id } of await listUnfinished(ctx.db))
    await ctx.jobs.enqueue(ctx, 'mail-announcement', { announcementId: id });
}

import { validate as isUuid } from 'uuid';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listOwn, markRead } from '../../queries/announcements.ts';
import { placeText, readPlace } from '../admin/page-place.ts';

const PAGE_SIZE = 20;

/** A person reads what the staff of their cohorts wrote to them, newest first. One statement. */
export async function listOwnAnnouncements(ctx: Ctx, input: { after?: string | null }) {
  const actor = authorize(ctx, 'learning.read');
  const page = { after: readPlace(input.after), limit: PAGE_SIZE + 1, unread: false };
  const found = await listOwn(ctx.db, actor.userId, page);
  const announcements = found.slice(0, PAGE_SIZE);
  const last = announcements.at(-1);
  const next = found.length > PAGE_SIZE && last ? placeText({ at: last.sentAt, id: last.id }) : null;
  return { announcements, next };
}

/** A person says that they have read a message. Said again, nothing changes. Somebody else's does not exist. */
export async function readOwnAnnouncement(ctx: Ctx, input: { id: string }): Promise<void> {
  const { userId } = authorize(ctx, 'learning.read');
  const of = { userId, announcementId: input.id, at: ctx.now() };
  if (!isUuid(input.id) || !(await markRead(ctx.db, of))) throw new AppError('not-found');
}

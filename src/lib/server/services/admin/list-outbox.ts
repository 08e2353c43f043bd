import { validate as isUuid } from 'uuid';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findLetter, listLetters, type OutboxLetter } from '../../queries/outbox.ts';
import { placeText, readPlace } from './page-place.ts';

const PAGE_SIZE = 50;

/** An administrator lists the mails that the platform wrote, newest first. `after` comes from the page before. */
export async function listOutbox(ctx: Ctx, input: { after?: string | null }) {
  authorize(ctx, 'outbox.read');
  const found = await listLetters(ctx.db, { after: readPlace(input.after), limit: PAGE_SIZE + 1 });
  const letters = found.slice(0, PAGE_SIZE);
  const last = letters.at(-1);
  const next = found.length > PAGE_SIZE && last ? placeText({ at: last.createdAt, id: last.id }) : null;
  return { letters, next };
}

/** An administrator opens one mail. */
export async function openLetter(ctx: Ctx, input: { id: string }): Promise<OutboxLetter> {
  authorize(ctx, 'outbox.read');
  const letter = isUuid(input.id) ? await findLetter(ctx.db, input.id) : null;
  if (!letter) throw new AppError('not-found');
  return letter;
}

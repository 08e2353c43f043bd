import { validate as isUuid } from 'uuid';
import { AppError } from '#lib/domain/errors.ts';
import { isAllowed } from '#lib/domain/permissions.ts';

import type { Ctx } from '../../context.ts';
import { findFileFor } from '../../queries/recording-files.ts';

/** The file of a recording, for people enrolled in its course and for those who teach it; to everybody else it does not exist. One statement. */
export async function openFile(ctx: Ctx, id: string) {
  const { actor } = ctx;
  const file = actor && isUuid(id) ? await findFileFor(ctx.db, id, actor.userId) : null;
  if (!actor || !file) throw new AppError('not-found');
  const instructorIds = file.teaches ? [actor.userId] : [];
  if (!file.isEnrolled && !isAllowed(actor, 'recording.read', { instructorIds }))
    throw new AppError('not-found');
  const { fileName, mediaType, sizeBytes, storageKey } = file;
  return {
    fileName,
    mediaType,
    sizeBytes,
    read: (window: { from: number; to: number }) => ctx.storage.read(storageKey, window),
  };
}

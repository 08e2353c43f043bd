import { validate as isUuid } from 'uuid';
import { AppError } from '#lib/domain/errors.ts';

import { requireActor, type Ctx } from '../../context.ts';
import { findFile } from '../../queries/recording-files.ts';
import { findUpload, type UploadRow } from '../../queries/recording-uploads.ts';
import { expectStaffOf } from './recording-place.ts';

/** An upload that the actor began in a course that they still teach: under way, or the file that it became. Anything else does not exist. */
export async function ownUpload(
  ctx: Ctx,
  id: string,
): Promise<{ upload: UploadRow; sizeBytes: number } | { upload: null; sizeBytes: number }> {
  const { userId } = requireActor(ctx);
  const upload = isUuid(id) ? await findUpload(ctx.db, id) : null;
  const file = isUuid(id) && !upload ? await findFile(ctx.db, id) : null;
  const row = upload ?? file;
  if (!row || (upload?.startedBy ?? file?.uploadedBy) !== userId) throw new AppError('not-found');
  await expectStaffOf(ctx, 'recording.change', row.courseId);
  return { upload, sizeBytes: row.sizeBytes };
}

/** Where the bytes of an upload and of the file that it becomes stand. The file has the id of its upload. */
export const pieceKey = (id: string, offset: number) => `uploads/${id}/${offset}`;
export const fileKey = (id: string) => `recordings/${id}`;

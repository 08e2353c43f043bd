import { validate as isUuid } from 'uuid';
import { AppError } from '#lib/domain/errors.ts';

import { inTransaction, requireActor, type Ctx } from '../../context.ts';
import { announceCourse } from '../../queries/courses.ts';
import { deleteFile, findFile, lockFilesOf } from '../../queries/recording-files.ts';
import { recordAct } from '../audit/record-act.ts';
import { fileDetails } from './finish-upload.ts';
import { expectStaffOf } from './recording-place.ts';

/** Staff of the course take a file away: learners are offered the next source. The bytes are deleted by a job; the audit log says who did it. */
export async function removeFile(ctx: Ctx, id: string): Promise<void> {
  requireActor(ctx);
  const file = isUuid(id) ? await findFile(ctx.db, id) : null;
  if (!file) throw new AppError('not-found');
  await expectStaffOf(ctx, 'recording.change', file.courseId);
  await inTransaction(ctx, async (tx) => {
    await lockFilesOf(tx.db, file.courseId);
    if (!(await deleteFile(tx.db, id))) return;
    await recordAct(tx, 'recording.remove', { subjectId: id, details: await fileDetails(tx, file) });
    await announceCourse(tx.db, file.courseId);
    await tx.jobs.enqueue(tx, 'discard-media', { keys: [file.storageKey], uploads: [] });
  });
}

import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { lockEnrolment, touchEnrolment } from '../../queries/enrolments.ts';
import { deleteSectionRead, insertSectionRead } from '../../queries/evidence.ts';
import { openModule } from './open-module.ts';
import { settleProgress } from './settle-progress.ts';

export const markSectionInput = v.object({ section: v.string(), read: v.boolean() });

/**
 * An enrolled learner marks a section read, or takes the mark back. Marking again changes nothing. The module's completion, and
 * with the last module the certificate, follow in the same transaction; taking a mark back never takes a completion away.
 */
export async function markSection(
  ctx: Ctx,
  input: { course: string; module: string; section: string; read: boolean },
): Promise<{ moduleCompleted: boolean; courseCompleted: boolean }> {
  const { userId, course, module } = await openModule(ctx, input);
  if (!module.sections.some((section) => section.key === input.section)) throw new AppError('not-found');
  const place = { userId, courseId: course.courseId, moduleKey: module.key, sectionKey: input.section };
  return inTransaction(ctx, async (tx) => {
    if (!(await lockEnrolment(tx.db, userId, course.courseId))) throw new AppError('not-found');
    const at = tx.now();
    if (input.read) await insertSectionRead(tx.db, { ...place, readAt: at });
    else await deleteSectionRead(tx.db, place);
    await touchEnrolment(tx.db, { ...place, at });
    return settleProgress(tx, { userId, course, moduleKey: module.key });
  });
}

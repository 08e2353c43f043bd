import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { deleteCaptions } from '../../queries/captions.ts';
import { announceCourse } from '../../queries/courses.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffSegment } from '../recordings/recording-place.ts';

/** Staff of the course remove the captions of a segment in a language; entered in the audit log, announced. */
export async function removeCaptions(
  ctx: Ctx,
  input: { course: string; module: string; segment: string; language: string },
): Promise<void> {
  const { course, of } = await staffSegment(ctx, 'recording.change', input);
  const { language } = input;
  const place = { courseId: course.courseId, moduleKey: of.module.key, segmentKey: of.segment.key, language };
  await inTransaction(ctx, async (tx) => {
    if (!(await deleteCaptions(tx.db, place))) throw new AppError('not-found');
    await recordAct(tx, 'captions.remove', {
      details: { course: course.document.slug, module: place.moduleKey, segment: place.segmentKey, language },
    });
    await announceCourse(tx.db, course.courseId);
  });
}

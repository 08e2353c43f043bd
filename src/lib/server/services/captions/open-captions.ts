import { AppError } from '#lib/domain/errors.ts';
import { isAllowed } from '#lib/domain/permissions.ts';
import type { Ctx } from '../../context.ts';
import { findCaptionsFor } from '../../queries/captions.ts';

/** The captions of a segment, for people enrolled in its course and for those who teach it; to everybody else they do not exist. One statement. */
export async function openCaptions(
  ctx: Ctx,
  input: { course: string; module: string; segment: string; language: string },
): Promise<{ vtt: string; editedAt: Date }> {
  const { actor } = ctx;
  const course = await ctx.courses.findBySlug(input.course);
  const module = course?.document.modules.find(({ slug }) => slug === input.module);
  if (!actor || !course || !module) throw new AppError('not-found');
  const place = {
    courseId: course.courseId,
    moduleKey: module.key,
    segmentKey: input.segment,
    language: input.language,
  };
  const found = await findCaptionsFor(ctx.db, place, actor.userId);
  if (!found) throw new AppError('not-found');
  const instructorIds = found.teaches ? [actor.userId] : [];
  if (!found.isEnrolled && !isAllowed(actor, 'recording.read', { instructorIds }))
    throw new AppError('not-found');
  return { vtt: found.vtt, editedAt: found.editedAt };
}

import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { handInPractice } from '../quizzes/hand-in-practice.ts';
import { markSection } from './mark-section.ts';
import { markStandIn } from './mark-stand-in.ts';

const name = v.pipe(v.string(), v.maxLength(200));

export const outboxEventInput = v.object({
  /** Names the event: the device removes what is confirmed under this id. */
  id: v.pipe(v.string(), v.uuid()),
  /** Whose work it is. */
  account: name,
  kind: v.picklist(['section', 'stand-in', 'practice']),
  course: name,
  module: name,
  /** Key of the section or the segment, or id of the practice. */
  key: name,
  answers: v.optional(v.record(name, v.unknown()), {}),
});

export type OutboxEventInput = v.InferOutput<typeof outboxEventInput>;

/**
 * Takes one thing that a learner did on a device without a line: a section or a stand-in marked read, or a practice handed in. It has the effect of
 * doing it now, once: each of the three is a fact that stays as it is when it comes again. What was done under another account is refused as
 * `login-required`, so that on a shared computer nobody's work is credited to the next. Returns the id as a receipt.
 */
export async function takeOutboxEvent(ctx: Ctx, event: OutboxEventInput): Promise<{ id: string }> {
  if (requireActor(ctx).userId !== event.account) throw new AppError('login-required');
  const { id, kind, course, module, key } = event;
  if (kind === 'section') await markSection(ctx, { course, module, section: key, read: true });
  else if (kind === 'stand-in') await markStandIn(ctx, { course, module, segment: key, read: true });
  else await handInPractice(ctx, { practiceId: key, answers: event.answers });
  return { id };
}

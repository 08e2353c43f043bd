import * as v from 'valibot';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { USEFUL } from '#lib/domain/analysis/feedback-parts.ts';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { lockEnrolment } from '../../queries/enrolments.ts';
import { findOwnFeedback, saveFeedback } from '../../queries/feedback.ts';
import { openModule } from './open-module.ts';

export const giveFeedbackInput = v.object({ useful: formText, unclear: formText });

export const LONGEST_UNCLEAR = 2_000;

/** An enrolled learner sees what they said of a module, and whether they may: only of one that is complete. One statement. */
export async function viewOwnFeedback(ctx: Ctx, input: { course: string; module: string }) {
  const { userId, course, module } = await openModule(ctx, input);
  const row = await findOwnFeedback(ctx.db, { userId, courseId: course.courseId, moduleKey: module.key });
  if (!row) throw new AppError('not-found');
  const { useful, unclear } = row;
  return {
    course,
    module,
    isComplete: row.completedAt !== null,
    given: useful === null ? null : { useful, unclear: unclear ?? '' },
  };
}

/** An enrolled learner says of a module that they have completed how useful it was and what was unclear. Said again, it replaces what was said. */
export async function giveFeedback(
  ctx: Ctx,
  input: { course: string; module: string } & v.InferOutput<typeof giveFeedbackInput>,
): Promise<void> {
  const { userId, course, module } = await openModule(ctx, input);
  const place = { userId, courseId: course.courseId, moduleKey: module.key };
  await inTransaction(ctx, async (tx) => {
    await lockEnrolment(tx.db, userId, course.courseId);
    const known = await findOwnFeedback(tx.db, place);
    if (!known?.completedAt) throw new AppError('not-found');
    const useful = USEFUL.find((answer) => String(answer) === input.useful);
    const unclear = input.unclear.trim();
    refuseProblems({
      useful: useful ? null : 'choice-missing',
      unclear: unclear.length > LONGEST_UNCLEAR ? 'text-long' : null,
    });
    if (useful) await saveFeedback(tx.db, { ...place, useful, unclear, givenAt: tx.now() });
  });
}

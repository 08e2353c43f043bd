import { validate as isUuid } from 'uuid';
import * as v from 'valibot';
import { addDays, dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, requireActor, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { lockEnrolment } from '../../queries/enrolments.ts';
import { deleteSnooze, upsertSnooze } from '../../queries/snoozes.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffCohort } from './staff-cohort.ts';

export const snoozeInput = v.object({ learner: formText, days: formText });
export const wakeInput = v.object({ learner: formText });

/** For how many days somebody can be kept off the list. */
export const SNOOZE_DAYS = [7, 14, 30] as const;

/** The staff of a cohort keep a learner off the list of those who need help for some days, for all of them. Somebody else's learner does not exist. */
export async function snoozeLearner(
  ctx: Ctx,
  input: { cohort: string } & v.InferOutput<typeof snoozeInput>,
): Promise<void> {
  const { cohort } = await staffCohort(ctx, 'learner.help', input.cohort);
  const days = SNOOZE_DAYS.find((known) => String(known) === input.days);
  if (!days) throw new AppError('invalid-input');
  const untilOn = addDays(dayOf(ctx.now()), days);
  await inTransaction(ctx, async (tx) => {
    await holdLearner(tx, cohort, input.learner);
    await upsertSnooze(tx.db, {
      userId: input.learner,
      courseId: cohort.courseId,
      untilOn,
      snoozedBy: requireActor(tx).userId,
      snoozedAt: tx.now(),
    });
    await recordAct(tx, 'learner.snooze', { subjectId: input.learner, details: { untilOn } });
  });
}

/** They put the learner back on it. */
export async function wakeLearner(ctx: Ctx, input: { cohort: string; learner: string }): Promise<void> {
  const { cohort } = await staffCohort(ctx, 'learner.help', input.cohort);
  await inTransaction(ctx, async (tx) => {
    await holdLearner(tx, cohort, input.learner);
    if (await deleteSnooze(tx.db, { userId: input.learner, courseId: cohort.courseId }))
      await recordAct(tx, 'learner.wake', { subjectId: input.learner, details: {} });
  });
}

async function holdLearner(tx: Ctx, cohort: { id: string; courseId: string }, userId: string): Promise<void> {
  const enrolment = isUuid(userId) ? await lockEnrolment(tx.db, userId, cohort.courseId) : null;
  if (enrolment?.cohortId !== cohort.id) throw new AppError('not-found');
}

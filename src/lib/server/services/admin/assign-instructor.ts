import { validate as isUuid } from 'uuid';
import * as v from 'valibot';
import { cleanEmail } from '#lib/domain/accounts/email.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { findUser, findUserByEmail } from '../../queries/accounts.ts';
import { deleteInstructor, findCohort, insertInstructor } from '../../queries/cohorts.ts';
import { recordAct } from '../audit/record-act.ts';

export const assignInstructorInput = v.object({ cohort: formText, email: formText });
export const removeInstructorInput = v.object({ cohort: formText, user: formText });

/** An administrator lets an instructor see a cohort. Only somebody with that role: giving the role is a decision of its own. */
export async function assignInstructor(
  ctx: Ctx,
  input: v.InferOutput<typeof assignInstructorInput>,
): Promise<void> {
  authorize(ctx, 'cohort.manage');
  if (!isUuid(input.cohort) || !(await findCohort(ctx.db, input.cohort))) throw new AppError('not-found');
  const email = cleanEmail(input.email);
  const person = email.includes('\0') ? null : await findUserByEmail(ctx.db, email);
  if (person?.role !== 'instructor') return refuseProblems({ email: 'person-unknown' });
  await inTransaction(ctx, async (tx) => {
    if (await insertInstructor(tx.db, { cohortId: input.cohort, userId: person.id }))
      await recordAct(tx, 'cohort.assign', { subjectId: input.cohort, details: { email } });
  });
}

/** An administrator takes an instructor off a cohort. */
export async function removeInstructor(
  ctx: Ctx,
  input: v.InferOutput<typeof removeInstructorInput>,
): Promise<void> {
  authorize(ctx, 'cohort.manage');
  const known = isUuid(input.cohort) && isUuid(input.user);
  if (!known) throw new AppError('not-found');
  await inTransaction(ctx, async (tx) => {
    const person = await findUser(tx.db, input.user);
    if (!(await deleteInstructor(tx.db, { cohortId: input.cohort, userId: input.user })))
      throw new AppError('not-found');
    await recordAct(tx, 'cohort.remove', {
      subjectId: input.cohort,
      details: { email: person?.email ?? null },
    });
  });
}

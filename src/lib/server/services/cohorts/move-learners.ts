import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { isAllowed } from '#lib/domain/permissions.ts';
import { validate as isUuid } from 'uuid';
import { inTransaction, type Ctx } from '../../context.ts';
import { findStaffCohort } from '../../queries/cohort-settings.ts';
import { listMembers, listTakenOut, moveEnrolments } from '../../queries/cohort-people.ts';
import { lockEnrolments } from '../../queries/enrolments.ts';
import { recordAct } from '../audit/record-act.ts';
import { chosenPeople } from './chosen-people.ts';
import { activeCohort, staffCohort } from './staff-cohort.ts';

interface Chosen {
  cohortId: string;
  userIds: readonly string[];
}

/**
 * The staff of a cohort move learners to another cohort of the same course that they may change too and that is not archived. Evidence, attempts and
 * certificates stay as they are. Somebody who is not in the cohort does not exist.
 */
export async function moveLearners(ctx: Ctx, input: Chosen & { to: string }): Promise<{ moved: number }> {
  const { actor, cohort, course } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  const userIds = chosenPeople(input.userIds);
  const found = isUuid(input.to) ? await findStaffCohort(ctx.db, input.to) : null;
  const target =
    found && isAllowed(actor, 'cohort.change', { instructorIds: found.instructorIds }) ? found : null;
  const fits = target?.courseId === cohort.courseId && target.id !== cohort.id && !target.archivedAt;
  if (!target || !fits) {
    refuseProblems({ to: 'cohort-unknown' });
    throw new AppError('not-found');
  }
  return inTransaction(ctx, async (tx) => {
    await refuseStrangers(tx, cohort, userIds);
    const move = { courseId: course.courseId, from: cohort.id, to: target.id, userIds };
    const moved = await moveEnrolments(tx.db, move);
    for (const subjectId of moved)
      await recordAct(tx, 'learner.move', {
        subjectId,
        details: { from: cohort.name, cohort: target.name, cohortId: target.id },
      });
    return { moved: moved.length };
  });
}

/**
 * The staff take learners out of a cohort. They stay enrolled in the course, with evidence, attempts and certificates, and nobody of the staff but the
 * administrators sees them any more. `at` names the act, for putting them back.
 */
export async function takeOutLearners(ctx: Ctx, input: Chosen): Promise<{ at: Date }> {
  const { cohort, course } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  const userIds = chosenPeople(input.userIds);
  const at = ctx.now();
  await inTransaction({ ...ctx, now: () => at }, async (tx) => {
    await refuseStrangers(tx, cohort, userIds);
    const gone = await moveEnrolments(tx.db, {
      courseId: course.courseId,
      from: cohort.id,
      to: null,
      userIds,
    });
    for (const subjectId of gone)
      await recordAct(tx, 'learner.take-out', {
        subjectId,
        details: { from: cohort.name, cohortId: cohort.id },
      });
  });
  return { at };
}

/**
 * Takes back what `takeOutLearners` did: whom this very act of this very person took out, and who is in no cohort since. So nobody can pull in learners
 * who were never theirs. How many came back is returned.
 */
export async function putBackLearners(
  ctx: Ctx,
  input: { cohortId: string; at: string },
): Promise<{ back: number }> {
  const { actor, cohort, course } = await activeCohort(ctx, 'cohort.change', input.cohortId);
  if (!/^\d{1,13}$/.test(input.at)) throw new AppError('not-found');
  const act = { cohortId: cohort.id, actorId: actor.userId, at: new Date(Number(input.at)) };
  return inTransaction(ctx, async (tx) => {
    const userIds = await listTakenOut(tx.db, act);
    if (userIds.length === 0) throw new AppError('not-found');
    await lockEnrolments(tx.db, course.courseId, userIds);
    const move = { courseId: course.courseId, from: null, to: cohort.id, userIds };
    const back = await moveEnrolments(tx.db, move);
    for (const subjectId of back)
      await recordAct(tx, 'learner.put-back', {
        subjectId,
        details: { cohort: cohort.name, cohortId: cohort.id },
      });
    return { back: back.length };
  });
}

/** Holds the enrolments; somebody who is not in the cohort does not exist. */
async function refuseStrangers(
  tx: Ctx,
  { id: cohortId, courseId }: { id: string; courseId: string },
  userIds: readonly string[],
): Promise<void> {
  await lockEnrolments(tx.db, courseId, userIds);
  if ((await listMembers(tx.db, cohortId, userIds)).length < userIds.length) throw new AppError('not-found');
}

import {
  invitationAnswer,
  joinAnswer,
  type InvitationAnswer,
  type JoinAnswer,
} from '#lib/domain/cohorts/joining.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { tokenHash } from '../../auth/tokens.ts';
import { inTransaction, requireActor, type Ctx } from '../../context.ts';
import { lockCohort, type CohortRow } from '../../queries/cohort-settings.ts';
import {
  countLearnersUpTo,
  decideJoinRequests,
  findByInvitation,
  findByJoinCode,
  findStandpoint,
  lockInvitation,
  openJoinRequest,
  updateInvitation,
  type Invitation,
} from '../../queries/joining.ts';
import { enrolInCourse } from '../learning/enrol-in-course.ts';

/** What stands behind an address: a cohort by its code, or an invitation into one. */
interface Door {
  cohort: CohortRow;
  invitation: Invitation | null;
  course: PublishedCourse;
}

export interface InvitationView {
  cohortName: string;
  course: PublishedCourse;
  answer: JoinAnswer | InvitationAnswer;
}

/** Anybody who has the code or the link of an invitation sees what it leads to, and what it would do for them. */
export async function viewInvitation(ctx: Ctx, input: { code: string }): Promise<InvitationView> {
  const door = await findDoor(ctx, input.code);
  const answer = await answerAt(ctx, door, ctx.actor?.userId ?? null);
  return { cohortName: door.cohort.name, course: door.course, answer };
}

/**
 * A person comes in by the cohort's address or an invitation: enrols in its course, or moves into the cohort with all progress kept. Where the staff let
 * people in, they ask instead, are enrolled in the course without a cohort, and can study while they wait. What lets them not in is said in
 * `join-refused`. Who joins is counted with the cohort held, so that a limit is never passed.
 */
export async function joinCohort(
  ctx: Ctx,
  input: { code: string },
): Promise<{ course: string; isWaiting: boolean }> {
  const { userId } = requireActor(ctx);
  const found = await findDoor(ctx, input.code);
  return inTransaction(ctx, async (tx) => {
    const door = await holdDoor(tx, found);
    const { cohort, course } = door;
    const answer = await answerAt(tx, door, userId);
    const place = { userId, courseId: course.courseId };
    if (answer === 'ask') {
      await enrolInCourse(tx, place);
      await openJoinRequest(tx.db, { cohortId: cohort.id, userId, askedAt: tx.now() });
    } else if (answer === 'join') {
      await enrolInCourse(tx, { ...place, cohortId: cohort.id });
      await settle(tx, door, userId);
    } else if (answer !== 'member' && answer !== 'waiting')
      throw new AppError('join-refused', { fields: { join: answer } });
    return { course: course.document.slug, isWaiting: answer === 'ask' || answer === 'waiting' };
  });
}

/** What else is over once somebody is in: their request, and the invitation that they came by. */
async function settle(tx: Ctx, { cohort, invitation }: Door, userId: string): Promise<void> {
  const now = tx.now();
  await decideJoinRequests(tx.db, {
    cohortId: cohort.id,
    userIds: [userId],
    isAccepted: true,
    decidedBy: userId,
    decidedAt: now,
  });
  if (invitation) await updateInvitation(tx.db, invitation.id, { acceptedAt: now, acceptedBy: userId });
}

async function answerAt(ctx: Ctx, door: Door, userId: string | null): Promise<JoinAnswer | InvitationAnswer> {
  const { cohort, invitation } = door;
  const person = userId
    ? await findStandpoint(ctx.db, { userId, cohortId: cohort.id, courseId: cohort.courseId })
    : { isMember: false, isWaiting: false };
  const now = ctx.now();
  if (invitation) return invitationAnswer(invitation, cohort, { isMember: person.isMember, now });
  const learners =
    cohort.joinLimit === null ? 0 : await countLearnersUpTo(ctx.db, cohort.id, cohort.joinLimit);
  return joinAnswer(cohort, person, { now, learners });
}

/** A code has 16 characters, the secret of an invitation 43. */
async function findDoor(ctx: Ctx, code: string): Promise<Door> {
  if (!/^[\w-]{4,64}$/.test(code)) throw new AppError('not-found');
  const cohort = await findByJoinCode(ctx.db, code);
  const found = cohort ? { cohort, invitation: null } : await findByInvitation(ctx.db, tokenHash(code));
  const course = found && (await ctx.courses.findById(found.cohort.courseId));
  if (!found || !course) throw new AppError('not-found');
  return { ...found, course };
}

/** The same as it is now, held until the transaction ends. A new code or a new secret since then: it leads nowhere. */
async function holdDoor(tx: Ctx, { cohort, invitation, course }: Door): Promise<Door> {
  const heldCohort = await lockCohort(tx.db, cohort.id);
  const held = invitation && (await lockInvitation(tx.db, cohort.id, invitation.id));
  const isSame = invitation
    ? held?.tokenHash === invitation.tokenHash
    : heldCohort?.joinCode === cohort.joinCode;
  if (!heldCohort || !isSame) throw new AppError('not-found');
  return { cohort: heldCohort, invitation: held, course };
}

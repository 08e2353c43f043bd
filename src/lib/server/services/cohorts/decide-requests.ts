import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { findUser } from '../../queries/accounts.ts';
import { lockCohort } from '../../queries/cohort-settings.ts';
import { lockEnrolments, upsertEnrolment } from '../../queries/enrolments.ts';
import { countRequestsOf, decideJoinRequests } from '../../queries/joining.ts';
import { recordAct } from '../audit/record-act.ts';
import { chosenPeople } from './chosen-people.ts';
import { activeCohort, type CohortGround } from './staff-cohort.ts';

/**
 * The staff of a cohort let in those who asked, or do not; each is written to. Who was decided on meanwhile is left alone; somebody who never asked
 * does not exist. A limit of the address does not bind the staff. An archived cohort decides nothing.
 */
export async function decideRequests(
  ctx: Ctx,
  input: { cohortId: string; userIds: readonly string[]; isAccepted: boolean },
): Promise<{ decided: number }> {
  const ground = await activeCohort(ctx, 'cohort.change', input.cohortId);
  const userIds = chosenPeople(input.userIds, 'requests');
  const { cohort, actor } = ground;
  return inTransaction(ctx, async (tx) => {
    // Held as by somebody who comes in meanwhile, so that the two never wait for each other.
    await lockCohort(tx.db, cohort.id);
    await lockEnrolments(tx.db, ground.course.courseId, userIds);
    if ((await countRequestsOf(tx.db, cohort.id, userIds)) < userIds.length) throw new AppError('not-found');
    const decided = await decideJoinRequests(tx.db, {
      cohortId: cohort.id,
      userIds,
      isAccepted: input.isAccepted,
      decidedBy: actor.userId,
      decidedAt: tx.now(),
    });
    for (const userId of decided.sort()) await carryOut(tx, ground, { userId, isAccepted: input.isAccepted });
    return { decided: decided.length };
  });
}

async function carryOut(
  tx: Ctx,
  { cohort, course }: CohortGround,
  decision: { userId: string; isAccepted: boolean },
): Promise<void> {
  const { userId, isAccepted } = decision;
  if (isAccepted)
    await upsertEnrolment(tx.db, {
      userId,
      courseId: course.courseId,
      cohortId: cohort.id,
      enrolledAt: tx.now(),
    });
  await recordAct(tx, isAccepted ? 'join.accept' : 'join.refuse', {
    subjectId: userId,
    details: { cohort: cohort.name },
  });
  const person = await findUser(tx.db, userId);
  if (!person) return;
  const locale = toLocale(person.locale) ?? 'en';
  const words = {
    name: person.nameNative,
    cohort: cohort.name,
    course: course.document.title,
    link: tx.origin + routes.learnCourse(course.document.slug),
  };
  await tx.mail.send(tx, {
    recipient: person.email,
    locale,
    subject: isAccepted
      ? m.mail_join_accepted_subject(words, { locale })
      : m.mail_join_refused_subject(words, { locale }),
    body: isAccepted
      ? m.mail_join_accepted_body(words, { locale })
      : m.mail_join_refused_body(words, { locale }),
  });
}

import { AppError } from '#lib/domain/errors.ts';
import { REGRADE_POLICIES } from '#lib/domain/quizzes/regrade.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import { countAttemptsToMark } from '../../queries/regraded-attempts.ts';
import { insertRegrade, listRegrades, lockCourse } from '../../queries/regrades.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffQuestion, type QuestionAddress } from '../questions/staff-question.ts';

/**
 * An instructor of the course has a question marked again in every attempt that asked it: one row, its entry in the audit log and the job,
 * in one transaction. Refused as `question-changed` when `revision` is no longer the question that the dry run was made of, and as
 * `regrade-running` while another regrade of the same question is not finished.
 */
export async function startRegrade(
  ctx: Ctx,
  input: QuestionAddress & { policy: string; revision: string },
): Promise<{ regradeId: string; course: string }> {
  const { actor, course, moduleKey, current } = await staffQuestion(ctx, 'question.regrade', input);
  const policy = REGRADE_POLICIES.find((known) => known === input.policy);
  if (!policy) throw new AppError('invalid-input');
  if (current.id !== input.revision) throw new AppError('question-changed');
  const of = { courseId: course.courseId, questionKey: input.key };
  return inTransaction(ctx, async (tx) => {
    await lockCourse(tx.db, course.courseId);
    const earlier = await listRegrades(tx.db, of);
    if (earlier.some(({ finishedAt }) => finishedAt === null)) throw new AppError('regrade-running');
    const requestedAt = tx.now();
    const total = await countAttemptsToMark(tx.db, { ...of, by: requestedAt });
    const regradeId = newId(tx);
    await insertRegrade(tx.db, {
      id: regradeId,
      ...of,
      moduleKey,
      toRevisionId: current.id,
      policy,
      requestedBy: actor.userId,
      requestedAt,
      total,
    });
    await recordAct(tx, 'regrade.start', {
      subjectId: regradeId,
      details: { course: course.document.slug, question: input.key, policy, attempts: total },
    });
    await tx.jobs.enqueue(tx, 'regrade', { regradeId });
    return { regradeId, course: course.document.slug };
  });
}

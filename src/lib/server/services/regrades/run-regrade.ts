import { inTransaction, type Ctx } from '../../context.ts';
import { listRevisionsOfQuestion } from '../../queries/questions.ts';
import { findRegrade, finishRegrade, lockRegrade, type RegradeRow } from '../../queries/regrades.ts';
import { recordAct } from '../audit/record-act.ts';
import { markBatch, type RegradeMatter } from './mark-batch.ts';
import { tellLearners } from './tell-learners.ts';

/**
 * The job of a regrade: some hundred attempts in each transaction, in the order of their ids, then the letters to those whose marks changed,
 * then the entry in the audit log. May be killed at any point and run again, on any instance and on several at once: how far it is stands in
 * the row of the regrade, which every step holds.
 */
export async function runRegrade(ctx: Ctx, regradeId: string): Promise<void> {
  const regrade = await findRegrade(ctx.db, regradeId);
  if (!regrade || regrade.finishedAt) return;
  const matter = await matterOf(ctx, regrade);
  while (await inTransaction(ctx, (tx) => step(tx, regradeId, matter)));
}

/** Fetched before the transactions, as in services/quizzes/grade-attempt.ts. The revisions that were asked, and the corrected one, never change. */
async function matterOf(ctx: Ctx, { courseId, questionKey }: RegradeRow): Promise<RegradeMatter> {
  const [course, revisions] = await Promise.all([
    ctx.courses.findById(courseId),
    listRevisionsOfQuestion(ctx.db, { courseId, key: questionKey }),
  ]);
  return { course, questions: new Map(revisions.map(({ id, document }) => [id, document])) };
}

/** The next thing to do; false when that was the last one. */
async function step(tx: Ctx, regradeId: string, matter: RegradeMatter): Promise<boolean> {
  const regrade = await lockRegrade(tx.db, regradeId);
  if (!regrade || regrade.finishedAt) return false;
  if (await markBatch(tx, regrade, matter)) return true;
  if (await tellLearners(tx, regrade, matter)) return true;
  await finishRegrade(tx.db, regradeId, tx.now());
  await recordAct(tx, 'regrade.finish', { subjectId: regradeId, details: { changed: regrade.changed } });
  return false;
}

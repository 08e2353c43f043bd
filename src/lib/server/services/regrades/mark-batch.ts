import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { markChange } from '#lib/domain/quizzes/regrade.ts';
import { isPassed, percentOf } from '#lib/domain/quizzes/score.ts';
import type { Ctx } from '../../context.ts';
import {
  listAttemptsToMark,
  lockAttemptsToMark,
  saveMarkChanges,
  type AttemptToMark,
} from '../../queries/regraded-attempts.ts';
import { lockEnrolments } from '../../queries/enrolments.ts';
import { advanceRegrade, type RegradeRow } from '../../queries/regrades.ts';
import { settleProgress } from '../learning/settle-progress.ts';

const BATCH = 200;

/** What a regrade needs to know of the course, fetched before its transactions. */
export interface RegradeMatter {
  course: PublishedCourse | null;
  /** Every revision of the question, by id. */
  questions: ReadonlyMap<string, QuestionDocument>;
}

/**
 * Marks the next attempts of a regrade again, in a transaction that holds the regrade: points, marks, what stood before, completions and
 * certificates of those who pass now, and how far the regrade is. False when there was none left.
 */
export async function markBatch(tx: Ctx, regrade: RegradeRow, matter: RegradeMatter): Promise<boolean> {
  const { courseId, questionKey, requestedAt: by, afterAttemptId: after } = regrade;
  const held = await lockAttemptsToMark(tx.db, { courseId, questionKey, by }, { after, limit: BATCH });
  const last = held.at(-1);
  if (!last) return false;
  const graded = await listAttemptsToMark(tx.db, questionKey, held);
  const changed = graded.flatMap((attempt) => {
    const change = markChange(regrade.policy, attempt, questionsOf(regrade, matter, attempt));
    return change ? [{ attempt, ...change }] : [];
  });
  const changes = changed.map(({ attempt, points, score }) => ({
    attemptId: attempt.id,
    position: attempt.position,
    pointsBefore: attempt.points,
    pointsAfter: points,
    scoreBefore: attempt.score,
    scoreAfter: score,
  }));
  const learners = matter.course ? passingNow(matter.course, changed) : [];
  await lockEnrolments(tx.db, courseId, learners);
  await saveMarkChanges(tx.db, regrade.id, changes, tx.now());
  if (matter.course)
    for (const userId of learners)
      await settleProgress(tx, { userId, course: matter.course, moduleKey: regrade.moduleKey });
  await advanceRegrade(tx.db, regrade.id, {
    afterAttemptId: last,
    examined: graded.length,
    changed: changed.length,
  });
  return true;
}

/** The question as the attempt asked it, and as it was corrected. */
export function questionsOf(
  { toRevisionId }: Pick<RegradeRow, 'toRevisionId'>,
  { questions }: RegradeMatter,
  { revisionId }: Pick<AttemptToMark, 'revisionId'>,
) {
  const [asked, corrected] = [questions.get(revisionId), questions.get(toRevisionId)];
  if (!asked || !corrected) throw new Error(`Question revision ${revisionId} is missing.`);
  return { asked, corrected };
}

/** Who passes by the new mark and has not completed the module, in the order in which their enrolments are held. */
function passingNow(
  { document }: PublishedCourse,
  changed: readonly { attempt: AttemptToMark; score: number }[],
): string[] {
  const passes = (score: number, { maxScore }: AttemptToMark) =>
    isPassed(percentOf(score, maxScore), document.passMarkPercent);
  const learners = changed
    .filter(({ attempt, score }) => !attempt.moduleCompleted && passes(score, attempt))
    .map(({ attempt }) => attempt.userId);
  return [...new Set(learners)].sort();
}

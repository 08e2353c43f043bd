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
  await saveMarkChanges(tx.db, regrade.id, changes, tx.now());
  if (matter.course) await settleAll(tx, { regrade, course: matter.course, changed });
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

/** In the order of the learners, so that two regrades of one course never wait for each other crosswise. */
async function settleAll(
  tx: Ctx,
  given: {
    regrade: RegradeRow;
    course: PublishedCourse;
    changed: { attempt: AttemptToMark; score: number }[];
  },
): Promise<void> {
  const { regrade, course, changed } = given;
  const passes = (score: number, { maxScore }: AttemptToMark) =>
    isPassed(percentOf(score, maxScore), course.document.passMarkPercent);
  const learners = changed
    .filter(({ attempt, score }) => !attempt.moduleCompleted && passes(score, attempt))
    .map(({ attempt }) => attempt.userId);
  for (const userId of [...new Set(learners)].sort())
    await settleProgress(tx, { userId, course, moduleKey: regrade.moduleKey });
}

import { findModule } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { LearnerView } from '#lib/domain/questions/kind.ts';
import { askedQuestion, draftAnswer } from '#lib/domain/questions/registry.ts';
import { toBase64Url } from '#lib/domain/quizzes/answers-file.ts';
import { isOverdue } from '#lib/domain/quizzes/attempt-state.ts';
import { reviewPolicy } from '#lib/domain/quizzes/review-policy.ts';
import type { Ctx } from '../../context.ts';
import { listAttemptQuestions, listReviewedQuestions, type AttemptRow } from '../../queries/attempts.ts';
import { closeAttempt } from './close-attempt.ts';
import { gradeAttempt } from './grade-attempt.ts';
import { ownAttempt } from './own-attempt.ts';
import {
  reviewAttempt,
  type AttemptFrame,
  type PinnedQuestion,
  type ReviewedAttempt,
} from './review-attempt.ts';

/** An attempt while it is answered: questions without their keys, and what was answered so far. */
export interface OpenAttempt extends AttemptFrame {
  phase: 'open';
  deadlineAt: Date | null;
  /** Until when it may still be handed in after the deadline. */
  graceEndsAt: Date | null;
  /** By the server's clock, which decides. */
  now: Date;
  /** Signs a file of its answers, base64url: see domain/quizzes/answers-file.ts. */
  fileKey: string;
  questions: {
    asked: LearnerView;
    /** What the fields hold, also when it is unfinished or unreadable. */
    draft: unknown;
    seq: number;
  }[];
}

/**
 * A learner opens an attempt of their own. While it is open they get the questions and their answers; an overdue or ungraded one is closed
 * and graded first; then they get the review. Before grading nothing of keys, points or explanations is in the answer. Two statements when
 * there is nothing to close.
 */
export async function viewAttempt(
  ctx: Ctx,
  input: { course: string; module: string; attemptId: string },
): Promise<OpenAttempt | ReviewedAttempt> {
  const attempt = await settled(ctx, await ownAttempt(ctx, input.attemptId, 'attempt.review'));
  const course = await ctx.courses.findById(attempt.courseId);
  const module = course && findModule(course.document, attempt.moduleKey);
  if (!course || !module || course.document.slug !== input.course || module.slug !== input.module)
    throw new AppError('not-found');
  const isReview = reviewPolicy(attempt.state).score;
  const rows = await (isReview ? listReviewedQuestions : listAttemptQuestions)(ctx.db, attempt.id);
  const documents = await ctx.courses.questions(rows.map(({ questionRevisionId }) => questionRevisionId));
  const pinned = rows.flatMap((row) => {
    const question = documents.get(row.questionRevisionId);
    return question ? [{ row, question }] : [];
  });
  const frame = { course, module, number: attempt.number };
  return isReview ? reviewAttempt(frame, attempt, pinned) : openAttempt(ctx, frame, attempt, pinned);
}

/** What should be graded by now, graded. */
async function settled(ctx: Ctx, attempt: AttemptRow): Promise<AttemptRow> {
  if (isOverdue(attempt, ctx.now())) await closeAttempt(ctx, attempt.id);
  else if (attempt.state === 'submitted' || attempt.state === 'expired') await gradeAttempt(ctx, attempt.id);
  else return attempt;
  return ownAttempt(ctx, attempt.id, 'attempt.review');
}

function openAttempt(
  ctx: Ctx,
  frame: AttemptFrame,
  attempt: AttemptRow,
  pinned: readonly PinnedQuestion[],
): OpenAttempt {
  return {
    phase: 'open',
    ...frame,
    deadlineAt: attempt.deadlineAt,
    graceEndsAt: attempt.graceEndsAt,
    now: ctx.now(),
    fileKey: toBase64Url(attempt.fileKey),
    questions: pinned.map(({ row, question }) => ({
      asked: askedQuestion(question, attempt.seed),
      draft: draftAnswer(question, row.answer),
      seq: row.answerSeq,
    })),
  };
}

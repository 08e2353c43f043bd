import { findModule, type Module, type PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { LearnerView } from '#lib/domain/questions/kind.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { askedQuestion } from '#lib/domain/questions/registry.ts';
import { hiddenOf, type HiddenReview } from '#lib/domain/quizzes/practice.ts';
import { percentOf } from '#lib/domain/quizzes/score.ts';
import type { Ctx } from '../../context.ts';
import type { PracticeRow } from '../../queries/practices.ts';
import { ownPractice } from './own-practice.ts';
import { reviewQuestion, type ReviewedQuestion } from './review-attempt.ts';

interface PracticeFrame {
  course: PublishedCourse;
  module: Module;
}

/** A practice before it is handed in: questions without their keys. Answers stay in the browser until then. */
export interface OpenPractice extends PracticeFrame {
  phase: 'open';
  questions: LearnerView[];
}

export interface HandedInPractice extends PracticeFrame {
  phase: 'handed-in';
  handedInAt: Date;
  percent: number;
  score: number;
  maxScore: number;
  /** Why right answers and explanations are not shown; then `questions` is empty. */
  hidden: HiddenReview;
  questions: ReviewedQuestion[];
}

/**
 * A learner opens a practice of their own: the questions, or after handing in the mark, with right answers where the rules of the course allow
 * them. Before that nothing of keys, points or explanations is in the answer. One statement.
 */
export async function viewPractice(
  ctx: Ctx,
  input: { course: string; module: string; practiceId: string },
): Promise<OpenPractice | HandedInPractice> {
  const practice = await ownPractice(ctx, input.practiceId);
  const course = await ctx.courses.findById(practice.courseId);
  const module = course && findModule(course.document, practice.moduleKey);
  if (!course || !module || course.document.slug !== input.course || module.slug !== input.module)
    throw new AppError('not-found');
  const documents = await ctx.courses.questions(practice.asked.map(({ revisionId }) => revisionId));
  const questions = practice.asked.flatMap(({ revisionId }) => documents.get(revisionId) ?? []);
  const frame = { course, module };
  if (!practice.handedInAt) {
    const asked = questions.map((question) => askedQuestion(question, practice.seed));
    return { phase: 'open', ...frame, questions: asked };
  }
  return handedIn(frame, { ...practice, handedInAt: practice.handedInAt }, questions);
}

function handedIn(
  frame: PracticeFrame,
  practice: PracticeRow & { handedInAt: Date; hasOpenAttempt: boolean },
  questions: readonly QuestionDocument[],
): HandedInPractice {
  const { score, maxScore } = { score: practice.score ?? 0, maxScore: practice.maxScore ?? 0 };
  const hidden = hiddenOf(frame.course.document.attemptRules, practice.hasOpenAttempt);
  const review = (question: QuestionDocument) =>
    reviewQuestion(frame, practice.seed, question, {
      points: practice.points?.[question.key] ?? 0,
      answer: practice.answers?.[question.key] ?? null,
    });
  return {
    phase: 'handed-in',
    ...frame,
    handedInAt: practice.handedInAt,
    percent: percentOf(score, maxScore),
    score,
    maxScore,
    hidden,
    questions: hidden ? [] : questions.map(review),
  };
}

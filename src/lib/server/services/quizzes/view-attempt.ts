import { findModule, type Module, type PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { LearnerView, ReviewView } from '#lib/domain/questions/kind.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { askedQuestion, normaliseAnswer, reviewedQuestion } from '#lib/domain/questions/registry.ts';
import { isOverdue } from '#lib/domain/quizzes/attempt-state.ts';
import { reviewPolicy } from '#lib/domain/quizzes/review-policy.ts';
import { isPassed, percentOf } from '#lib/domain/quizzes/score.ts';
import { authorize, type Ctx } from '../../context.ts';
import {
  findAttempt,
  listAttemptQuestions,
  type AttemptQuestionRow,
  type AttemptRow,
} from '../../queries/attempts.ts';
import { closeAttempt } from './close-attempt.ts';
import { gradeAttempt } from './grade-attempt.ts';

interface AttemptFrame {
  course: PublishedCourse;
  module: Module;
  number: number;
}

/** An attempt while it is answered: questions without their keys, and what was answered so far. */
export interface OpenAttempt extends AttemptFrame {
  phase: 'open';
  deadlineAt: Date | null;
  questions: { asked: LearnerView; answer: unknown; seq: number }[];
}

/** An attempt after grading. */
export interface ReviewedAttempt extends AttemptFrame {
  phase: 'graded';
  percent: number;
  passed: boolean;
  score: number;
  maxScore: number;
  questions: {
    key: string;
    type: QuestionDocument['type'];
    prompt: string;
    points: number;
    most: number;
    answered: boolean;
    review: ReviewView;
    explanation: string;
    sectionKey: string;
    sectionTitle: string;
    sources: { heading: string; paragraph: number }[];
  }[];
}

/**
 * A learner opens an attempt of their own. While it is open they get the questions and their answers; an overdue or ungraded one is closed
 * and graded first; then they get the review. Before grading nothing of keys, points or explanations is in the answer.
 */
export async function viewAttempt(
  ctx: Ctx,
  input: { course: string; module: string; attemptId: string },
): Promise<OpenAttempt | ReviewedAttempt> {
  const attempt = await finished(ctx, await ownAttempt(ctx, input.attemptId));
  const course = await ctx.courses.findById(attempt.courseId);
  const module = course && findModule(course.document, attempt.moduleKey);
  if (!course || !module || course.document.slug !== input.course || module.slug !== input.module)
    throw new AppError('not-found');
  const rows = await listAttemptQuestions(ctx.db, attempt.id);
  const documents = await ctx.courses.questions(rows.map(({ questionRevisionId }) => questionRevisionId));
  const pairs = rows.flatMap((row) => {
    const question = documents.get(row.questionRevisionId);
    return question ? [{ row, question }] : [];
  });
  const frame = { course, module, number: attempt.number };
  return reviewPolicy(attempt.state).score ? review(frame, attempt, pairs) : open(frame, attempt, pairs);
}

async function ownAttempt(ctx: Ctx, id: string): Promise<AttemptRow> {
  const attempt = /^[0-9a-f-]{36}$/.test(id) ? await findAttempt(ctx.db, id) : null;
  authorize(ctx, 'attempt.review', { ownerId: attempt?.userId ?? null });
  if (!attempt) throw new AppError('not-found');
  return attempt;
}

/** What should be graded by now, graded. */
async function finished(ctx: Ctx, attempt: AttemptRow): Promise<AttemptRow> {
  if (isOverdue(attempt, ctx.now())) await closeAttempt(ctx, attempt.id);
  else if (attempt.state === 'submitted' || attempt.state === 'expired') await gradeAttempt(ctx, attempt.id);
  else return attempt;
  return ownAttempt(ctx, attempt.id);
}

type Pair = { row: AttemptQuestionRow; question: QuestionDocument };

function open(frame: AttemptFrame, attempt: AttemptRow, pairs: readonly Pair[]): OpenAttempt {
  return {
    phase: 'open',
    ...frame,
    deadlineAt: attempt.deadlineAt,
    questions: pairs.map(({ row, question }) => ({
      asked: askedQuestion(question, attempt.seed),
      answer: row.answer === null ? null : normaliseAnswer(question, row.answer),
      seq: row.answerSeq,
    })),
  };
}

function review(frame: AttemptFrame, attempt: AttemptRow, pairs: readonly Pair[]): ReviewedAttempt {
  const { score, maxScore } = { score: attempt.score ?? 0, maxScore: attempt.maxScore ?? 0 };
  const percent = percentOf(score, maxScore);
  const { document } = frame.course;
  const facts = new Map([...document.facts, ...frame.module.facts].map((fact) => [fact.id, fact]));
  return {
    phase: 'graded',
    ...frame,
    percent,
    passed: isPassed(percent, document.passMarkPercent),
    score,
    maxScore,
    questions: pairs.map(({ row, question }) => ({
      key: question.key,
      type: question.type,
      prompt: question.prompt,
      points: row.points ?? 0,
      most: question.points,
      answered: row.answer !== null && normaliseAnswer(question, row.answer) !== null,
      review: reviewedQuestion(question, row.answer, attempt.seed),
      explanation: question.explanation,
      sectionKey: question.sectionKey,
      sectionTitle: frame.module.sections.find(({ key }) => key === question.sectionKey)?.title ?? '',
      sources: question.factIds.flatMap((id) => facts.get(id)?.source ?? []),
    })),
  };
}

import type { Fact, Module, PublishedCourse, SourcePlace } from '#lib/domain/courses/course.ts';
import { watchPlace } from '#lib/domain/courses/segment-edit.ts';
import type { ReviewView } from '#lib/domain/questions/kind.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { normaliseAnswer, reviewedQuestion } from '#lib/domain/questions/registry.ts';
import { isPassed, percentOf } from '#lib/domain/quizzes/score.ts';
import type { RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import type { AttemptQuestionRow, AttemptRow, StoredChange } from '../../queries/attempts.ts';

/** Where an attempt belongs. */
export interface AttemptFrame {
  course: PublishedCourse;
  module: Module;
  number: number;
}

/** A question as it was asked in the attempt, with what was answered. */
export interface PinnedQuestion {
  row: AttemptQuestionRow & { changes?: StoredChange[] };
  question: QuestionDocument;
}

/** An attempt after grading. */
export interface ReviewedAttempt extends AttemptFrame {
  phase: 'graded';
  percent: number;
  passed: boolean;
  score: number;
  maxScore: number;
  /** What regrades changed of the mark, oldest first. */
  changes: MarkHistory[];
  questions: ReviewedQuestion[];
}

/** An earlier mark: a question was corrected, and its answers were marked again. */
export interface MarkHistory {
  changedAt: Date;
  /** Place of the question in the attempt, from 1. */
  questionNumber: number;
  policy: RegradePolicy;
  percentBefore: number;
  percentAfter: number;
}

export interface ReviewedQuestion {
  key: string;
  prompt: string;
  points: number;
  most: number;
  answered: boolean;
  review: ReviewView;
  explanation: string;
  /** Where the reading answers it; null when the section is no longer part of the module. */
  section: { key: string; title: string } | null;
  /** Where the recording answers it; null for a right answer, and when the segment is no longer part of the module. */
  watch: { segmentKey: string; title: string; seconds: number } | null;
  /** Places of the cited facts in the source. */
  sources: SourcePlace[];
}

/** What a learner sees of a graded attempt. Its caller has checked whose it is and that it is graded. */
export function reviewAttempt(
  frame: AttemptFrame,
  attempt: AttemptRow,
  pinned: readonly PinnedQuestion[],
): ReviewedAttempt {
  const { score, maxScore } = { score: attempt.score ?? 0, maxScore: attempt.maxScore ?? 0 };
  const percent = percentOf(score, maxScore);
  return {
    phase: 'graded',
    ...frame,
    percent,
    passed: isPassed(percent, frame.course.document.passMarkPercent),
    score,
    maxScore,
    changes: historyOf(pinned, maxScore),
    questions: pinned.map(({ row, question }) => reviewQuestion(frame, attempt.seed, question, row)),
  };
}

function historyOf(pinned: readonly PinnedQuestion[], maxScore: number): MarkHistory[] {
  return pinned
    .flatMap(({ row }, index) =>
      (row.changes ?? []).map(({ changedAt, policy, scoreBefore, scoreAfter }) => ({
        changedAt: new Date(changedAt),
        questionNumber: index + 1,
        policy,
        percentBefore: percentOf(scoreBefore, maxScore),
        percentAfter: percentOf(scoreAfter, maxScore),
      })),
    )
    .sort((a, b) => a.changedAt.getTime() - b.changedAt.getTime());
}

/** A question with what was answered, what is right, and why. Its caller has checked that it may be shown. */
export function reviewQuestion(
  frame: Pick<AttemptFrame, 'course' | 'module'>,
  seed: number,
  question: QuestionDocument,
  given: { points: number | null; answer: unknown },
): ReviewedQuestion {
  const facts = [...frame.course.document.facts, ...frame.module.facts];
  const section = frame.module.sections.find(({ key }) => key === question.sectionKey);
  return {
    key: question.key,
    prompt: question.prompt,
    points: given.points ?? 0,
    most: question.points,
    answered: normaliseAnswer(question, given.answer) !== null,
    review: reviewedQuestion(question, given.answer, seed),
    explanation: question.explanation,
    section: section ? { key: section.key, title: section.title } : null,
    watch: (given.points ?? 0) < question.points ? watchPlace(frame.module.segments, question.watch) : null,
    sources: placesOf(question.factIds, facts),
  };
}

/** Each place once, in the order of the facts. */
function placesOf(factIds: readonly string[], facts: readonly Fact[]): SourcePlace[] {
  const places = new Map<string, SourcePlace>();
  for (const id of factIds) {
    const source = facts.find((fact) => fact.id === id)?.source;
    if (source) places.set(`${source.heading} ${source.paragraph}`, source);
  }
  return [...places.values()];
}

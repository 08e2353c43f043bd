import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Evidence } from '#lib/domain/progress/evidence.ts';
import { moduleProgress } from '#lib/domain/progress/module-progress.ts';
import { eligibilityFor } from '#lib/domain/certificates/eligibility.ts';
import { markChange, type RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import { isPassed, percentOf } from '#lib/domain/quizzes/score.ts';
import { scopeFor } from '#lib/domain/permissions.ts';
import type { Ctx } from '../../context.ts';
import { listCertified } from '../../queries/certificates.ts';
import { listEvidence } from '../../queries/progress.ts';
import {
  listAttemptsToPlan,
  type AttemptPlace,
  type AttemptToPlan,
} from '../../queries/regraded-attempts.ts';
import type { StaffQuestion } from '../questions/staff-question.ts';
import { questionsOf } from './mark-batch.ts';

const BATCH = 500;

/** What a regrade would do to one attempt. */
export interface PlannedChange {
  attemptId: string;
  userId: string;
  number: number;
  /** Null: a learner of somebody else's cohort. */
  learner: AttemptToPlan['learner'];
  percentBefore: number;
  percentAfter: number;
  passedBefore: boolean;
  passedAfter: boolean;
  /** The learner would complete the module by it. */
  completesModule: boolean;
  /** And the course. */
  issuesCertificate: boolean;
  /** The module is complete already, and stays so whatever the mark. */
  keepsCompletion: boolean;
}

export interface PlannedBatch {
  /** Attempts that were looked at. */
  examined: number;
  changes: PlannedChange[];
}

/**
 * Goes through every attempt that a regrade would look at, some hundred at a time, and tells what would change. Reads only. Its caller has
 * checked who asks; learners of cohorts that are not theirs have no name here.
 */
export async function* plannedChanges(
  ctx: Ctx,
  question: StaffQuestion,
  policy: RegradePolicy,
): AsyncGenerator<PlannedBatch> {
  const { actor, course, current } = question;
  const scope = { courseId: course.courseId, questionKey: current.document.key, by: ctx.now() };
  const instructorId = scopeFor(actor, 'learner.read') === 'all' ? null : actor.userId;
  /** Who completes the module by an earlier attempt of the list. */
  const completed = new Set<string>();
  for (let after: AttemptPlace = null; ;) {
    const attempts = await listAttemptsToPlan(ctx.db, scope, { after, limit: BATCH, instructorId });
    const marked = attempts.flatMap((attempt) => plannedMark(question, policy, attempt));
    const changes = await withConsequences(ctx, question, marked, completed);
    yield { examined: attempts.length, changes };
    after = attempts.at(-1)?.id ?? null;
    if (attempts.length < BATCH) return;
  }
}

type PlannedMark = Omit<PlannedChange, 'completesModule' | 'issuesCertificate'>;

function plannedMark(
  { course, current, revisions }: StaffQuestion,
  policy: RegradePolicy,
  attempt: AttemptToPlan,
): PlannedMark[] {
  const questions = new Map(revisions.map(({ id, document }) => [id, document]));
  const change = markChange(
    policy,
    attempt,
    questionsOf({ toRevisionId: current.id }, { course, questions }, attempt),
  );
  if (!change) return [];
  const percentBefore = percentOf(attempt.score, attempt.maxScore);
  const percentAfter = percentOf(change.score, attempt.maxScore);
  const { passMarkPercent } = course.document;
  return [
    {
      attemptId: attempt.id,
      userId: attempt.userId,
      number: attempt.number,
      learner: attempt.learner,
      percentBefore,
      percentAfter,
      passedBefore: isPassed(percentBefore, passMarkPercent),
      passedAfter: isPassed(percentAfter, passMarkPercent),
      keepsCompletion: attempt.moduleCompleted,
    },
  ];
}

async function withConsequences(
  ctx: Ctx,
  { course, module }: StaffQuestion,
  marked: readonly PlannedMark[],
  completed: Set<string>,
): Promise<PlannedChange[]> {
  const hopeful = marked.filter(
    ({ passedAfter, keepsCompletion, userId }) => passedAfter && !keepsCompletion && !completed.has(userId),
  );
  const userIds = [...new Set(hopeful.map(({ userId }) => userId))];
  const [evidence, certified] = await Promise.all([
    listEvidence(ctx.db, course.courseId, userIds),
    listCertified(ctx.db, course.courseId, userIds),
  ]);
  return marked.map((one) => {
    const own = evidence.get(one.userId);
    const completesModule =
      module !== null &&
      own !== undefined &&
      one.passedAfter &&
      !completed.has(one.userId) &&
      wouldComplete(course, module, own);
    if (completesModule) completed.add(one.userId);
    const issuesCertificate =
      completesModule && !certified.has(one.userId) && wouldCertify(course, module, own);
    return { ...one, completesModule, issuesCertificate };
  });
}

/** Would the module be complete with a quiz that is passed? */
function wouldComplete(course: PublishedCourse, module: Module, evidence: Evidence): boolean {
  const { state, missing } = moduleProgress(course.document, module, evidence);
  return state !== 'complete' && missing.every(({ kind }) => kind === 'quiz');
}

function wouldCertify({ document }: PublishedCourse, module: Module, { completions }: Evidence): boolean {
  return eligibilityFor(document, [module.key, ...completions.map(({ moduleKey }) => moduleKey)]).eligible;
}

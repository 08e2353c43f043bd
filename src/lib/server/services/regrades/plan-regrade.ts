import { AppError } from '#lib/domain/errors.ts';
import { REGRADE_POLICIES, type RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import type { Ctx } from '../../context.ts';
import { staffQuestion, type QuestionAddress, type StaffQuestion } from '../questions/staff-question.ts';
import { plannedChanges, type PlannedChange } from './planned-changes.ts';

/** How many changes the page lists; the file has all. */
export const LISTED_CHANGES = 100;

export interface RegradePlan extends StaffQuestion {
  policy: RegradePolicy;
  counts: PlanCounts;
  /** The first changes, of learners whom the actor may see. */
  listed: PlannedChange[];
}

export interface PlanCounts {
  /** Attempts that were looked at, and marks that would change. */
  examined: number;
  changed: number;
  raised: number;
  lowered: number;
  /** Attempts that pass by it, and attempts that do not pass any more. */
  passing: number;
  failing: number;
  /** Modules that would be completed and certificates that would be issued. */
  modules: number;
  certificates: number;
  /** Changes of learners whom the actor may not see. */
  hidden: number;
}

/** An instructor of the course sees what a regrade would change, before anything is written. */
export async function planRegrade(
  ctx: Ctx,
  input: QuestionAddress & { policy: string },
): Promise<RegradePlan> {
  const question = await staffQuestion(ctx, 'question.regrade', input);
  const policy = REGRADE_POLICIES.find((known) => known === input.policy);
  if (!policy) throw new AppError('invalid-input');
  const counts: PlanCounts = {
    examined: 0,
    changed: 0,
    raised: 0,
    lowered: 0,
    passing: 0,
    failing: 0,
    modules: 0,
    certificates: 0,
    hidden: 0,
  };
  const listed: PlannedChange[] = [];
  for await (const { examined, changes } of plannedChanges(ctx, question, policy)) {
    counts.examined += examined;
    for (const change of changes) {
      count(counts, change);
      if (change.learner && listed.length < LISTED_CHANGES) listed.push(change);
    }
  }
  return { ...question, policy, counts, listed };
}

function count(counts: PlanCounts, change: PlannedChange): void {
  counts.changed += 1;
  counts[change.percentAfter > change.percentBefore ? 'raised' : 'lowered'] += 1;
  if (change.passedAfter && !change.passedBefore) counts.passing += 1;
  if (change.passedBefore && !change.passedAfter) counts.failing += 1;
  if (change.completesModule) counts.modules += 1;
  if (change.issuesCertificate) counts.certificates += 1;
  if (!change.learner) counts.hidden += 1;
}

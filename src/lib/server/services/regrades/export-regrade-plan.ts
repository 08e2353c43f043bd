import { AppError } from '#lib/domain/errors.ts';
import { REGRADE_POLICIES } from '#lib/domain/quizzes/regrade.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { staffQuestion, type QuestionAddress } from '../questions/staff-question.ts';
import { plannedChanges, type PlannedBatch, type PlannedChange } from './planned-changes.ts';

/**
 * Everything that a regrade would change, some hundred attempts at a time; the guard is that of the page. A learner of somebody else's cohort is a line
 * without a name.
 */
export async function exportRegradePlan(
  ctx: Ctx,
  input: QuestionAddress & { policy: string },
): Promise<StaffTable> {
  const question = await staffQuestion(ctx, 'question.regrade', input);
  const policy = REGRADE_POLICIES.find((known) => known === input.policy);
  if (!policy) throw new AppError('invalid-input');
  const rows = rowsOf(plannedChanges(ctx, question, policy));
  return { name: `${input.key}-${policy}`, columns: columns(), rows, total: null };
}

async function* rowsOf(batches: AsyncIterable<PlannedBatch>): AsyncGenerator<Cell[]> {
  for await (const { changes } of batches) yield* changes.map(rowOf);
}

const columns = (): Column[] => [
  { title: m.csv_name_native(), kind: 'text' },
  { title: m.csv_name_latin(), kind: 'text' },
  { title: m.csv_email(), kind: 'text' },
  { title: m.learner_attempt(), kind: 'number' },
  { title: m.regrade_csv_before(), kind: 'percent' },
  { title: m.regrade_csv_after(), kind: 'percent' },
  { title: m.regrade_csv_passed_before(), kind: 'text' },
  { title: m.regrade_csv_passed_after(), kind: 'text' },
  { title: m.regrade_csv_completes(), kind: 'text' },
  { title: m.regrade_csv_certificate(), kind: 'text' },
];

function rowOf(change: PlannedChange): Cell[] {
  const round = (percent: number) => Math.round(percent * 100) / 100;
  const word = (is: boolean) => (is ? m.word_yes() : m.word_no());
  return [
    change.learner?.nameNative ?? m.regrade_csv_other_cohort(),
    change.learner?.nameLatin ?? null,
    change.learner?.email ?? null,
    change.number,
    round(change.percentBefore),
    round(change.percentAfter),
    word(change.passedBefore),
    word(change.passedAfter),
    word(change.completesModule),
    word(change.issuesCertificate),
  ];
}

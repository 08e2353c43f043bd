import { toCsv } from '#lib/domain/cohorts/csv.ts';
import { AppError } from '#lib/domain/errors.ts';
import { REGRADE_POLICIES } from '#lib/domain/quizzes/regrade.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Ctx } from '../../context.ts';
import { staffQuestion, type QuestionAddress } from '../questions/staff-question.ts';
import { plannedChanges, type PlannedBatch, type PlannedChange } from './planned-changes.ts';

/**
 * Everything that a regrade would change, as a file in parts, some hundred attempts in each; the guard is that of the page. A learner of
 * somebody else's cohort is a line without a name.
 */
export async function exportRegradePlan(
  ctx: Ctx,
  input: QuestionAddress & { policy: string },
): Promise<{ name: string; parts: AsyncGenerator<string> }> {
  const question = await staffQuestion(ctx, 'question.regrade', input);
  const policy = REGRADE_POLICIES.find((known) => known === input.policy);
  if (!policy) throw new AppError('invalid-input');
  // Said here: the parts are made when nothing knows of the request any more.
  const locale = toLocale(ctx.locale) ?? 'en';
  return { name: `${input.key}-${policy}`, parts: partsOf(plannedChanges(ctx, question, policy), locale) };
}

async function* partsOf(batches: AsyncIterable<PlannedBatch>, locale: Locale): AsyncGenerator<string> {
  yield toCsv([head(locale)]);
  for await (const { changes } of batches)
    // Only the file begins with a byte order mark.
    if (changes.length > 0) yield toCsv(changes.map((change) => line(change, locale))).slice(1);
}

type Locale = ReturnType<typeof toLocale> & string;

const head = (locale: Locale) => [
  m.csv_name_native({}, { locale }),
  m.csv_name_latin({}, { locale }),
  m.csv_email({}, { locale }),
  m.learner_attempt({}, { locale }),
  m.regrade_csv_before({}, { locale }),
  m.regrade_csv_after({}, { locale }),
  m.regrade_csv_passed_before({}, { locale }),
  m.regrade_csv_passed_after({}, { locale }),
  m.regrade_csv_completes({}, { locale }),
  m.regrade_csv_certificate({}, { locale }),
];

function line(change: PlannedChange, locale: Locale): (string | number | null)[] {
  const round = (percent: number) => Math.round(percent * 100) / 100;
  const word = (is: boolean) => (is ? m.word_yes({}, { locale }) : m.word_no({}, { locale }));
  return [
    change.learner?.nameNative ?? m.regrade_csv_other_cohort({}, { locale }),
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

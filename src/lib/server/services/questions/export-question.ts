import { hasParts, responseRows } from '#lib/domain/analysis/choice-analysis.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { ReviewValue } from '#lib/domain/questions/kind.ts';
import { formatLanguage, formatQuantity } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { POLICY_WORDS } from '#lib/i18n/policy-words.ts';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import type { QuestionAddress } from './staff-question.ts';
import { viewQuestion, type QuestionPage } from './view-question.ts';

interface QuestionTable {
  columns: Column[];
  rows: Cell[][];
}

/** The tables of the page of a question, by the name of their file. */
const TABLES: ReadonlyMap<string, (page: QuestionPage) => QuestionTable> = new Map([
  ['responses', responsesOf],
  ['languages', languagesOf],
  ['revisions', revisionsOf],
  ['regrades', regradesOf],
]);

/** One table of the page of a question, as a file; an unknown one does not exist. The guard is that of the page. */
export async function exportQuestion(
  ctx: Ctx,
  asked: QuestionAddress & { table: string },
): Promise<StaffTable> {
  const page = await viewQuestion(ctx, asked);
  const table = TABLES.get(asked.table)?.(page);
  if (!table) throw new AppError('not-found');
  const { columns, rows } = table;
  return { name: `${asked.key}-${asked.table}`, columns, rows: fromMemory(rows), total: rows.length };
}

const column = (title: string, kind: Column['kind']): Column => ({ title, kind });
const yesOrNo = (is: boolean) => (is ? m.word_yes() : m.word_no());

/** What was answered, by thirds; the part first where the question has several. */
function responsesOf({ figures }: QuestionPage): QuestionTable {
  const isOfParts = hasParts(figures?.responses ?? []);
  return {
    columns: [
      ...(isOfParts ? [column(m.figure_part(), 'text')] : []),
      column(m.figure_response(), 'text'),
      column(m.figure_right(), 'text'),
      column(m.figure_upper(), 'percent'),
      column(m.figure_lower(), 'percent'),
      column(m.figure_all(), 'number'),
    ],
    rows: responseRows(figures?.responses ?? [], figures?.third ?? 0).map((row) => [
      ...(isOfParts ? [row.part] : []),
      row.given ? row.given.map(valueInWords).join('; ') : m.figure_no_response(),
      yesOrNo(row.isRight),
      row.upperPercent,
      row.lowerPercent,
      row.all,
    ]),
  };
}

function valueInWords(value: ReviewValue): string {
  if ('text' in value) return value.text;
  if ('flag' in value) return value.flag ? m.question_true() : m.question_false();
  // The signs that keep its direction on a page are foreign to a cell.
  return formatQuantity(value.number, value.unit).replaceAll(/[\u2066\u2069]/g, '');
}

function languagesOf({ figures }: QuestionPage): QuestionTable {
  return {
    columns: [
      column(m.figure_language(), 'text'),
      column(m.figure_facility(), 'percent'),
      column(m.figure_n(), 'number'),
      column(m.figure_much_harder_in(), 'text'),
    ],
    rows: (figures?.languages ?? []).map(({ language, facility, n }) => [
      formatLanguage(language),
      facility,
      n,
      yesOrNo(figures?.harderIn === language),
    ]),
  };
}

function revisionsOf({ revisions }: QuestionPage): QuestionTable {
  return {
    columns: [
      column(m.staff_revision_number(), 'number'),
      column(m.staff_revision_asked(), 'text'),
      column(m.staff_revision_when(), 'moment'),
      column(m.staff_revision_who(), 'text'),
    ],
    rows: revisions.map(({ number, isAsked, createdAt, correctedBy }) => [
      number,
      yesOrNo(isAsked),
      createdAt,
      correctedBy ?? m.staff_revision_files(),
    ]),
  };
}

function regradesOf({ regrades }: QuestionPage): QuestionTable {
  return {
    columns: [
      column(m.regrade_column_when(), 'moment'),
      column(m.regrade_column_policy(), 'text'),
      column(m.regrade_column_who(), 'text'),
      column(m.regrade_column_changed(), 'number'),
    ],
    rows: regrades.map(({ requestedAt, policy, requestedBy, changed, finishedAt }) => [
      requestedAt,
      POLICY_WORDS[policy].name(),
      requestedBy,
      finishedAt ? changed : m.regrade_state_running(),
    ]),
  };
}

import type { ImportField } from '#lib/domain/imports/column-mapping.ts';
import { IMPORT_LIMITS, type FileProblem } from '#lib/domain/imports/import-limits.ts';
import type { ImportFate, ImportProblem } from '#lib/domain/imports/judge-people.ts';
import { formatBytes, formatNumber } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

export const FIELD_NAMES: Record<ImportField, () => string> = {
  nameNative: m.import_head_native,
  nameLatin: m.import_head_latin,
  email: m.import_head_email,
  language: m.import_head_language,
  country: m.import_head_country,
};

/** Why a whole file is not taken, and what to do. */
export const FILE_WORDS: Record<FileProblem | 'archived', () => string> = {
  missing: m.import_file_missing,
  'too-large': () => m.import_file_too_large({ size: formatBytes(IMPORT_LIMITS.fileBytes) }),
  'unpacks-too-large': m.import_file_bomb,
  'not-a-table': m.import_file_not_a_table,
  encoding: m.import_file_encoding,
  empty: m.import_file_empty,
  'too-many-lines': () => m.import_file_lines({ count: formatNumber(IMPORT_LIMITS.lines) }),
  'too-many-columns': () => m.import_file_columns({ count: formatNumber(IMPORT_LIMITS.columns) }),
  'cell-too-long': () => m.import_file_cell({ count: formatNumber(IMPORT_LIMITS.cellLength) }),
  archived: m.import_archived,
};

export const REFUSED_WORDS = {
  gone: m.import_gone,
  archived: m.import_archived,
  columns: m.import_columns_missing,
  'bad-lines': m.import_bad_lines,
} as const;

export const FATE_WORDS: Record<Exclude<ImportFate, 'bad'>, () => string> = {
  new: m.import_fate_new,
  known: m.import_fate_known,
  move: m.import_fate_move,
  left: m.import_fate_left,
  here: m.import_fate_here,
};

/** What happens to one line. */
export const fateWords = (fate: ImportFate): string =>
  fate === 'bad' ? m.import_fate_mend() : FATE_WORDS[fate]();

/** What is wrong with a line, and how to mend it. */
export function problemWords(problem: ImportProblem, heads: readonly string[]): string {
  switch (problem.problem) {
    case 'email-missing':
      return m.import_problem_email_missing();
    case 'email-wrong':
      return m.import_problem_email_wrong();
    case 'name-missing':
      return m.import_problem_name_missing();
    case 'name-long':
      return m.import_problem_name_long();
    case 'latin-missing':
      return m.import_problem_latin_missing();
    case 'formula':
      return m.import_problem_formula({ column: columnName(heads, problem.column) });
    case 'country-unknown':
      return m.import_problem_country({ value: problem.value });
    case 'language-unknown':
      return m.import_problem_language({ value: problem.value });
    case 'duplicate':
      return m.import_problem_duplicate({ line: formatNumber(problem.line) });
  }
}

/** A column by its head, or by its number. */
export const columnName = (heads: readonly string[], at: number): string =>
  heads[at] || m.import_column({ number: formatNumber(at + 1) });

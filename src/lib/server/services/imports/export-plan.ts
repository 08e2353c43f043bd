import { AppError } from '#lib/domain/errors.ts';
import type { ImportFate, ImportProblem, JudgedLine } from '#lib/domain/imports/judge-people.ts';
import { formatCountry } from '#lib/i18n/staff-formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { isArchived } from '../../queries/import-people.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { isComplete, mappingOf, type ImportChoice } from './import-choice.ts';
import { importCohort } from './import-cohort.ts';
import { openFile } from './kept-file.ts';
import { judge } from './plan-enrolment.ts';

/** How the page says what happens to a line, and what to mend; handed in, so that the file says it alike. */
export interface PlanWords {
  fate: (fate: ImportFate) => string;
  problem: (problem: ImportProblem, heads: readonly string[]) => string;
}

/**
 * Who may change a cohort takes along every line of their file as it was read, what would happen to it and what to mend: for whoever made the list. Nothing is
 * changed. Where the page shows no plan, there is no file.
 */
export async function exportPlan(
  ctx: Ctx,
  input: { cohort: string; choice: ImportChoice },
  words: PlanWords,
): Promise<StaffTable> {
  const cohort = await importCohort(ctx, input.cohort);
  const file = await openFile(ctx, cohort, input.choice.file);
  const mapping = file && mappingOf(input.choice, file);
  if (!mapping || !isComplete(mapping) || (await isArchived(ctx.db, cohort.id)))
    throw new AppError('not-found');
  const judged = await judge(ctx, cohort, file, mapping, input.choice.isMoving);
  return {
    name: `${cohort.name} ${m.import_title()}`,
    columns: columns(),
    rows: fromMemory(judged.map((line) => rowOf(line, file.heads, words))),
    total: judged.length,
  };
}

const rowOf = ({ line, person, fate, problems }: JudgedLine, heads: readonly string[], words: PlanWords) =>
  [
    line,
    person.nameNative,
    person.nameLatin,
    person.email,
    person.nameLanguage === 'und' ? null : person.nameLanguage,
    person.country && formatCountry(person.country),
    words.fate(fate),
    problems.map((problem) => words.problem(problem, heads)).join(' '),
  ] satisfies Cell[];

const columns = (): Column[] => [
  { title: m.import_line(), kind: 'number' },
  { title: m.import_head_native(), kind: 'text' },
  { title: m.import_head_latin(), kind: 'text' },
  { title: m.import_head_email(), kind: 'text' },
  { title: m.import_head_language(), kind: 'text' },
  { title: m.import_head_country(), kind: 'text' },
  { title: m.import_fate(), kind: 'text' },
  { title: m.import_mend(), kind: 'text' },
];

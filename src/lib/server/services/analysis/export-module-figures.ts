import { HINT_WORDS } from '#lib/i18n/hint-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { Column, StaffTable } from '../../tables/staff-table.ts';
import type { FigureQuestion } from './figure-scope.ts';
import { viewModuleFigures } from './view-module-figures.ts';

/** The table of the page as a file; what is undefined is empty. The guard is that of the page. */
export async function exportModuleFigures(ctx: Ctx, question: FigureQuestion): Promise<StaffTable> {
  const { module, questions } = await viewModuleFigures(ctx, question);
  const rows = questions.map(({ key, prompt, figures, guessPercent, hint }) => [
    key,
    prompt.trim(),
    figures.n,
    figures.facility,
    guessPercent,
    figures.standardDeviation,
    figures.intendedWeight,
    figures.effectiveWeight,
    figures.discriminationIndex,
    figures.discriminativeEfficiency,
    hint ? HINT_WORDS[hint]() : '',
  ]);
  return { name: module.slug, columns: columns(), rows: fromMemory(rows), total: rows.length };
}

const columns = (): Column[] => [
  { title: m.figure_question(), kind: 'text' },
  { title: m.figure_prompt(), kind: 'text' },
  { title: m.figure_n(), kind: 'number' },
  { title: m.figure_facility(), kind: 'percent' },
  { title: m.figure_guess(), kind: 'percent' },
  { title: m.figure_deviation(), kind: 'percent' },
  { title: m.figure_intended(), kind: 'percent' },
  { title: m.figure_effective(), kind: 'percent' },
  { title: m.figure_discrimination(), kind: 'percent' },
  { title: m.figure_efficiency(), kind: 'percent' },
  { title: m.figure_hint(), kind: 'text' },
];

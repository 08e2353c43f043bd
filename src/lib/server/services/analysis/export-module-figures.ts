import { byPressure, languagesOf, type LanguageFacility } from '#lib/domain/analysis/hints.ts';
import { formatLanguage } from '#lib/i18n/formats.ts';
import { HINT_WORDS } from '#lib/i18n/hint-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import type { FigureQuestion } from './figure-scope.ts';
import { viewModuleFigures } from './view-module-figures.ts';

/** The tables of the page of questions as one file; what is undefined is empty. The guard is that of the page. */
export async function exportModuleFigures(ctx: Ctx, question: FigureQuestion): Promise<StaffTable> {
  const { module, questions } = await viewModuleFigures(ctx, question);
  const named = languagesOf(questions);
  const rows = byPressure(questions).map(({ key, prompt, figures, guessPercent, hint, ...of }) => [
    key,
    prompt.trim(),
    [hint ? HINT_WORDS[hint]() : '', harderInWords(of.harderIn)].filter((words) => words !== '').join(' '),
    figures.n,
    figures.facility,
    guessPercent,
    figures.standardDeviation,
    figures.intendedWeight,
    figures.effectiveWeight,
    figures.discriminationIndex,
    figures.discriminativeEfficiency,
    ...languageCells(of.languages, named),
  ]);
  return {
    name: module.slug,
    columns: [...columns(), ...named.flatMap(languageColumns)],
    rows: fromMemory(rows),
    total: rows.length,
  };
}

/** The table of facility by language alone, as a file. The guard is that of the page. */
export async function exportModuleLanguages(ctx: Ctx, question: FigureQuestion): Promise<StaffTable> {
  const { module, questions } = await viewModuleFigures(ctx, question);
  const named = languagesOf(questions);
  const rows = byPressure(questions).map(({ key, prompt, languages, harderIn }) => [
    key,
    prompt.trim(),
    ...languageCells(languages, named),
    harderIn === null ? null : formatLanguage(harderIn),
  ]);
  return {
    name: `${module.slug}-languages`,
    columns: [
      { title: m.figure_question(), kind: 'text' },
      { title: m.figure_prompt(), kind: 'text' },
      ...named.flatMap(languageColumns),
      { title: m.figure_much_harder_language(), kind: 'text' },
    ],
    rows: fromMemory(rows),
    total: rows.length,
  };
}

const languageCells = (languages: readonly LanguageFacility[], named: readonly string[]): Cell[] =>
  named.flatMap((language) => {
    const one = languages.find((known) => known.language === language);
    return [one?.facility ?? null, one?.n ?? null];
  });

const harderInWords = (language: string | null) =>
  language === null ? '' : m.figure_hint_language({ language: formatLanguage(language) });

const columns = (): Column[] => [
  { title: m.figure_question(), kind: 'text' },
  { title: m.figure_prompt(), kind: 'text' },
  { title: m.figure_hint(), kind: 'text' },
  { title: m.figure_n(), kind: 'number' },
  { title: m.figure_facility(), kind: 'percent' },
  { title: m.figure_guess(), kind: 'percent' },
  { title: m.figure_deviation(), kind: 'percent' },
  { title: m.figure_intended(), kind: 'percent' },
  { title: m.figure_effective(), kind: 'percent' },
  { title: m.figure_discrimination(), kind: 'percent' },
  { title: m.figure_efficiency(), kind: 'percent' },
];

const languageColumns = (language: string): Column[] => [
  { title: m.figure_facility_in({ language: formatLanguage(language) }), kind: 'percent' },
  { title: m.figure_n_in({ language: formatLanguage(language) }), kind: 'number' },
];

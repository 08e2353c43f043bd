import { toCsv } from '#lib/domain/cohorts/csv.ts';
import { HINT_WORDS } from '#lib/i18n/hint-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import type { FigureQuestion } from './figure-scope.ts';
import { viewModuleFigures } from './view-module-figures.ts';

/** The table of the page as a file, in percent with four digits; what is undefined is empty. The guard is that of the page. */
export async function exportModuleFigures(ctx: Ctx, question: FigureQuestion): Promise<string> {
  const { questions } = await viewModuleFigures(ctx, question);
  const round = (value: number | null) => (value === null ? null : Math.round(value * 1e4) / 1e4);
  const head = [
    m.figure_question(),
    m.figure_prompt(),
    m.figure_n(),
    m.figure_facility(),
    m.figure_guess(),
    m.figure_deviation(),
    m.figure_intended(),
    m.figure_effective(),
    m.figure_discrimination(),
    m.figure_efficiency(),
    m.figure_hint(),
  ];
  const rows = questions.map(({ key, prompt, figures, guessPercent, hint }) => [
    key,
    prompt.trim(),
    figures.n,
    round(figures.facility),
    round(guessPercent),
    round(figures.standardDeviation),
    round(figures.intendedWeight),
    round(figures.effectiveWeight),
    round(figures.discriminationIndex),
    round(figures.discriminativeEfficiency),
    hint ? HINT_WORDS[hint]() : '',
  ]);
  return toCsv([head, ...rows]);
}

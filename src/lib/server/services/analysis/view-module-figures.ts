import { hintOf, muchHarderIn, type Hint, type LanguageFacility } from '#lib/domain/analysis/hints.ts';
import { figuresFrom, type ItemFigures, type QuizFigures } from '#lib/domain/analysis/item-analysis.ts';
import { sumsFromKept } from '#lib/domain/analysis/kept-sums.ts';
import type { Module } from '#lib/domain/courses/course.ts';
import { guessShare } from '#lib/domain/questions/registry.ts';
import type { Ctx } from '../../context.ts';
import { listKeptSums, type FigureScope } from '../../queries/figures.ts';
import { askedFigures, type AskedFigures, type FigureQuestion } from './figure-scope.ts';

export interface FiguredQuestion {
  key: string;
  prompt: string;
  figures: ItemFigures;
  /** What blind guessing brings on average; null where nobody can say. */
  guessPercent: number | null;
  hint: Hint;
  /** By the language in which the learners use the product. */
  languages: LanguageFacility[];
  /** The language in which it is much harder than in another. */
  harderIn: string | null;
}

export interface ModuleFigures extends AskedFigures {
  quiz: QuizFigures;
  /** What blind guessing brings in the quiz on average; questions where nobody can say count as nothing. */
  guessPercent: number | null;
  questions: FiguredQuestion[];
}

/**
 * The staff of a course look at the figures of a quiz: of the questions as they are asked now, with the marks that all their revisions
 * brought. Two statements over sums that are kept, however many attempts there are.
 */
export async function viewModuleFigures(ctx: Ctx, question: FigureQuestion): Promise<ModuleFigures> {
  const asked = await askedFigures(ctx, question);
  return { ...asked, ...(await figuresOfModule(ctx, asked.module, asked.scope)) };
}

/** The figures themselves, for who was let in. One statement. */
export async function figuresOfModule(
  ctx: Ctx,
  module: Module,
  scope: FigureScope,
): Promise<Pick<ModuleFigures, 'quiz' | 'guessPercent' | 'questions'>> {
  const pinned = module.quiz.questions;
  const documents = await ctx.courses.questions(pinned.map(({ revisionId }) => revisionId));
  const bank = pinned.flatMap(({ revisionId }) => documents.get(revisionId) ?? []);
  const maxima = bank.map(({ points }) => points);
  const sums = sumsFromKept(
    await listKeptSums(ctx.db, scope),
    bank.map(({ key, points }) => ({ key, most: points })),
  );
  const { items, quiz } = figuresFrom(sums, maxima);
  const shares = bank.map(guessShare);
  const all = maxima.reduce((a, b) => a + b, 0);
  const guessed = shares.reduce<number>((sum, share, index) => sum + (share ?? 0) * (maxima[index] ?? 0), 0);
  return {
    quiz,
    guessPercent: all > 0 ? (guessed / all) * 100 : null,
    questions: bank.flatMap(({ key, prompt }, index) => {
      const [figures, share] = [items[index], shares[index] ?? null];
      const guessPercent = share === null ? null : share * 100;
      const languages = sums.languages.flatMap(({ item, ...one }) => (item === index ? [one] : []));
      const hints = figures && { hint: hintOf(figures, guessPercent), harderIn: muchHarderIn(languages) };
      return hints ? [{ key, prompt, figures, guessPercent, languages, ...hints }] : [];
    }),
  };
}

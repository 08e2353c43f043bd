import * as m from './paraglide/messages.js';

/** What the figures of a question give cause to look at (domain/analysis/hints.ts), in words. */
export const HINT_WORDS = {
  few: m.figure_hint_few,
  key: m.figure_hint_key,
  guessing: m.figure_hint_guessing,
  easy: m.figure_hint_easy,
  weak: m.figure_hint_weak,
} as const;

import * as m from './paraglide/messages.js';

/** The answers to "How useful was this module?" (domain/analysis/feedback-parts.ts) in words. */
export const USEFUL_WORDS = {
  1: m.useful_not,
  2: m.useful_a_little,
  3: m.useful_partly,
  4: m.useful_useful,
  5: m.useful_very,
} as const;

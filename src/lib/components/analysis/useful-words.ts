import type { Useful } from '#lib/domain/analysis/feedback-parts.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** The answers to "How useful was this module?" in words. */
export const USEFUL_WORDS: Record<Useful, () => string> = {
  1: m.useful_not,
  2: m.useful_a_little,
  3: m.useful_partly,
  4: m.useful_useful,
  5: m.useful_very,
};

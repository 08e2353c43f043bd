import type { Waiting } from '#lib/client/offline/outbox.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

const WORDS: Record<Waiting, () => string> = {
  'no-line': m.device_problem_line,
  'signed-out': m.device_problem_signed_out,
  refused: m.device_problem_refused,
};

/** Why something waits, and what to do about it. Null: nothing was tried yet. */
export const waitingWords = (problem: Waiting | null): string =>
  problem ? WORDS[problem]() : m.device_problem_none();

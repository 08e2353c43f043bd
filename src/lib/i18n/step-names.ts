import * as m from './paraglide/messages.js';

/** The steps of a module (domain/cohorts/module-counts.ts) in words. */
export const STEP_NAMES = {
  opened: m.module_step_opened,
  read: m.module_step_read,
  watched: m.module_step_watched,
  'quiz-started': m.module_step_quiz_started,
  passed: m.module_step_passed,
} as const;

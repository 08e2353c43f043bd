import { routes } from '#lib/client/routes.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** The one next step of a learner: address and words. */
export interface NextStepTarget {
  target:
    | { kind: 'attempt'; module: string; attemptId: string }
    | { kind: 'quiz'; module: string }
    | { kind: 'section' | 'segment'; module: string; key: string };
  /** Title of the section or segment; null for a quiz. */
  title: string | null;
}

export function nextStepHref(course: string, { target }: NextStepTarget): string {
  switch (target.kind) {
    case 'attempt':
      return routes.attempt(course, target.module, target.attemptId);
    case 'quiz':
      return routes.quiz(course, target.module);
    default:
      return routes.learnModule(course, target.module, target.key);
  }
}

export function nextStepLabel({ target }: NextStepTarget): string {
  switch (target.kind) {
    case 'attempt':
      return m.learn_next_attempt();
    case 'quiz':
      return m.learn_next_quiz();
    case 'section':
      return m.learn_next_section();
    default:
      return m.learn_next_segment();
  }
}

/**
 * Which graded attempts of each learner the figures are made of. The first ones by default: later attempts have seen the explanations, and
 * would make a question look easier than it is.
 */
export const ATTEMPT_CHOICES = ['first', 'best', 'last', 'all'] as const;

export type AttemptChoice = (typeof ATTEMPT_CHOICES)[number];

/** What a page asks for in its address; anything else is the default. */
export const attemptChoice = (text: string | null): AttemptChoice =>
  ATTEMPT_CHOICES.find((choice) => choice === text) ?? 'first';

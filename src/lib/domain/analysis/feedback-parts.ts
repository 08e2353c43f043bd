/** Fewer answers than this are never shown: a learner could be known by them. */
export const FEWEST_ANSWERS = 5;

/** The answers to "How useful was this module?", from not useful to very useful. */
export const USEFUL = [1, 2, 3, 4, 5] as const;
export type Useful = (typeof USEFUL)[number];

/**
 * Which groups of learners may stand in a sum over several groups, given how many of each have answered. A group with enough answers may: it has a
 * view of its own anyway. Groups with fewer answers come all together or not at all: they come when they are enough together, because whoever takes
 * the views of the other groups from the sum then learns only of as many.
 *
 * Worked example: 8, 3 and 0 answers: the sum holds the first group only, since with the second one the difference would show 3 people. 8, 3 and 2
 * answers: all three.
 */
export function partsInSum(answers: readonly number[]): boolean[] {
  const small = answers.filter((count) => count < FEWEST_ANSWERS).reduce((sum, count) => sum + count, 0);
  return answers.map((count) => count >= FEWEST_ANSWERS || (count > 0 && small >= FEWEST_ANSWERS));
}

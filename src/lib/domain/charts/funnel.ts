export interface FunnelCount<Key extends string = string> {
  key: Key;
  count: number;
}

export interface FunnelStep<Key extends string = string> extends FunnelCount<Key> {
  /** Of all that could be here, in percent; null where there is nobody. */
  percent: number | null;
  /** How many fewer than at the step before; negative where there are more, since steps may be taken in any order. */
  lost: number;
}

/**
 * The steps of a way through a module with their shares of `people`, and what each lost against the step before.
 *
 * Worked example: of 40 people 30 opened, 12 passed: 75 % with 10 lost, 30 % with 18 lost.
 */
export function funnelOf<Key extends string>(
  people: number,
  counts: readonly FunnelCount<Key>[],
): FunnelStep<Key>[] {
  return counts.map((step, index) => ({
    ...step,
    percent: people > 0 ? (step.count / people) * 100 : null,
    lost: (counts[index - 1]?.count ?? people) - step.count,
  }));
}

/**
 * Where most are lost, the first of several places, with the step before it (null: the very beginning); null where nobody is lost.
 *
 * Worked example: above it is the second step, after the first.
 */
export function greatestLoss<Step extends FunnelStep>(
  steps: readonly Step[],
): { step: Step; before: Step | null } | null {
  const lost = steps.map((step) => step.lost);
  const most = Math.max(0, ...lost);
  const index = lost.indexOf(most);
  const step = steps[index];
  return step && most > 0 ? { step, before: steps[index - 1] ?? null } : null;
}

/**
 * How a question that was corrected is marked again.
 * - `full-credit`: everybody who was asked it gets all its points.
 * - `accept-both`: an answer is right when the old key or the new one says so; the better of the two counts.
 * - `new-never-lower`: the new key counts, but nobody gets fewer points than they have.
 * - `new-only`: the new key counts.
 */
export const REGRADE_POLICIES = ['full-credit', 'accept-both', 'new-never-lower', 'new-only'] as const;

export type RegradePolicy = (typeof REGRADE_POLICIES)[number];

/** What the address of a cohort does: lets people in, lets them ask to be let in, or neither. */
export const JOIN_MODES = ['open', 'approval', 'closed'] as const;

export type JoinMode = (typeof JOIN_MODES)[number];

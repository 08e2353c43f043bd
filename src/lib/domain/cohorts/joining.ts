import type { JoinMode } from './join-mode.ts';

/** What a cohort lets happen at its address. */
export interface JoinRules {
  joinMode: JoinMode;
  joinLimit: number | null;
  joinClosesAt: Date | null;
  archivedAt: Date | null;
}

/** What opening the address leads to: coming in, asking to come in, or the reason why neither. */
export type JoinAnswer = 'join' | 'ask' | 'member' | 'waiting' | 'archived' | 'closed' | 'over' | 'full';

/** Of an invitation: coming in, or the reason why not. */
export type InvitationAnswer = 'join' | 'member' | 'archived' | 'used' | 'expired' | 'withdrawn';

/**
 * What the address of a cohort does for one person. Who is in is told so whatever else holds. A limit counts learners who are in, not those who
 * wait; who asked before the place was taken keeps waiting.
 *
 * Worked example: open, with a limit of 30 and 30 people in: `full`; with approval and 29 in: `ask`.
 */
export function joinAnswer(
  rules: JoinRules,
  person: { isMember: boolean; isWaiting: boolean },
  at: { now: Date; learners: number },
): JoinAnswer {
  if (person.isMember) return 'member';
  if (rules.archivedAt) return 'archived';
  if (person.isWaiting && rules.joinMode === 'approval') return 'waiting';
  if (rules.joinMode === 'closed') return 'closed';
  if (rules.joinClosesAt && rules.joinClosesAt <= at.now) return 'over';
  if (rules.joinLimit !== null && at.learners >= rules.joinLimit) return 'full';
  return rules.joinMode === 'approval' ? 'ask' : 'join';
}

export interface InvitationTimes {
  expiresAt: Date;
  acceptedAt: Date | null;
  withdrawnAt: Date | null;
}

export type InvitationState = 'open' | 'accepted' | 'expired' | 'withdrawn';

/** Days for which the link of an invitation works. */
export const INVITATION_DAYS = 30;

/** What became of an invitation. Worked example: withdrawn after it was accepted, it stays accepted. */
export function invitationState(times: InvitationTimes, now: Date): InvitationState {
  if (times.acceptedAt) return 'accepted';
  if (times.withdrawnAt) return 'withdrawn';
  return times.expiresAt <= now ? 'expired' : 'open';
}

/**
 * What the link of an invitation does: it works once, whatever the mode, the limit and the closing moment of the cohort's own address.
 *
 * Worked example: an open invitation into a cohort whose address is closed: `join`; the same after somebody used it: `used`.
 */
export function invitationAnswer(
  invitation: InvitationTimes,
  cohort: { archivedAt: Date | null },
  given: { isMember: boolean; now: Date },
): InvitationAnswer {
  if (given.isMember) return 'member';
  const state = invitationState(invitation, given.now);
  if (state === 'accepted') return 'used';
  if (state !== 'open') return state;
  return cohort.archivedAt ? 'archived' : 'join';
}

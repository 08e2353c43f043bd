import type { InvitationAnswer, InvitationState, JoinAnswer } from '#lib/domain/cohorts/joining.ts';
import type { JoinMode } from '#lib/domain/cohorts/join-mode.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** Words for how people come into a cohort. */

export const JOIN_MODE_WORDS: Record<JoinMode, () => string> = {
  open: m.join_mode_open,
  approval: m.join_mode_approval,
  closed: m.join_mode_closed,
};

export const INVITATION_WORDS: Record<InvitationState, () => string> = {
  open: m.invite_state_open,
  accepted: m.invite_state_accepted,
  expired: m.invite_state_expired,
  withdrawn: m.invite_state_withdrawn,
};

/** What an act on the settings changed; a deadline is named by its module's key, which stays as it is. */
export const SETTING_WORDS: Readonly<Record<string, () => string>> = {
  name: m.settings_name,
  startsOn: m.settings_starts,
  endsOn: m.settings_ends,
  inactiveDays: m.settings_inactive,
};

/** What the address does now, as one sentence. */
export const ADDRESS_WORDS: Record<JoinMode, () => string> = {
  open: m.joining_address_open,
  approval: m.joining_address_approval,
  closed: m.joining_address_closed,
};

type Refusal = Exclude<JoinAnswer | InvitationAnswer, 'join' | 'ask' | 'member' | 'waiting'>;

/** Why an address or an invitation lets nobody in, and what to do. */
const REFUSAL_WORDS: Record<Refusal, () => string> = {
  archived: m.join_refused_archived,
  closed: m.join_refused_closed,
  over: m.join_refused_over,
  full: m.join_refused_full,
  used: m.join_refused_used,
  expired: m.join_refused_expired,
  withdrawn: m.join_refused_withdrawn,
};

/** The sentence, or undefined where the answer is no refusal. */
export const refusalWords = (answer: JoinAnswer | InvitationAnswer): string | undefined =>
  answer in REFUSAL_WORDS ? REFUSAL_WORDS[answer as Refusal]() : undefined;

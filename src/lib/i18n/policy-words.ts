import * as m from './paraglide/messages.js';

/** Each policy of a regrade (domain/quizzes/regrade.ts) by its name, and what it means in one sentence for those whom it concerns. */
export const POLICY_WORDS = {
  'full-credit': { name: m.regrade_policy_full_credit, text: m.regrade_policy_full_credit_text },
  'accept-both': { name: m.regrade_policy_accept_both, text: m.regrade_policy_accept_both_text },
  'new-never-lower': { name: m.regrade_policy_never_lower, text: m.regrade_policy_never_lower_text },
  'new-only': { name: m.regrade_policy_new_only, text: m.regrade_policy_new_only_text },
} as const;

import type { RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** Each policy by its name, and what it means in one sentence. */
export const POLICY_WORDS: Record<RegradePolicy, { name: () => string; text: () => string }> = {
  'full-credit': { name: m.regrade_policy_full_credit, text: m.regrade_policy_full_credit_text },
  'accept-both': { name: m.regrade_policy_accept_both, text: m.regrade_policy_accept_both_text },
  'new-never-lower': { name: m.regrade_policy_never_lower, text: m.regrade_policy_never_lower_text },
  'new-only': { name: m.regrade_policy_new_only, text: m.regrade_policy_new_only_text },
};

import type { RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

const WORDS = {
  'full-credit': m.regrade_policy_full_credit_text,
  'accept-both': m.regrade_policy_accept_both_text,
  'new-never-lower': m.regrade_policy_never_lower_text,
  'new-only': m.regrade_policy_new_only_text,
} as const satisfies Record<RegradePolicy, unknown>;

/** How a corrected question was marked again, in one sentence for those whom it concerns. */
export const policyWords = (policy: RegradePolicy, locale: 'en' | 'fa'): string =>
  WORDS[policy]({}, { locale });

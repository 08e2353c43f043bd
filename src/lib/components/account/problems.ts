import { PASSWORD_MAX, PASSWORD_MIN } from '#lib/domain/accounts/password.ts';
import { NAME_LENGTH_LIMIT } from '#lib/domain/accounts/person-name.ts';
import type { AccountProblem } from '#lib/domain/accounts/problems.ts';
import { MOST_INVITED } from '#lib/domain/cohorts/invited-addresses.ts';
import { formatNumber } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** How each problem is mended, in words. */
const WORDS: Record<AccountProblem, () => string> = {
  'name-missing': m.problem_name_missing,
  'name-long': () => m.problem_name_long({ limit: formatNumber(NAME_LENGTH_LIMIT) }),
  'name-not-latin': m.problem_name_not_latin,
  'name-same': m.problem_name_same,
  'code-differs': m.problem_code_differs,
  'colour-wrong': m.problem_colour_wrong,
  'picture-refused': m.problem_picture_refused,
  'email-missing': m.problem_email_missing,
  'email-not-an-address': m.problem_email_not_an_address,
  'email-taken': m.problem_email_taken,
  'password-missing': m.problem_password_missing,
  'password-short': () => m.problem_password_short({ limit: formatNumber(PASSWORD_MIN) }),
  'password-long': () => m.problem_password_long({ limit: formatNumber(PASSWORD_MAX) }),
  'password-common': m.problem_password_common,
  'password-is-you': m.problem_password_is_you,
  'password-wrong': m.problem_password_wrong,
  'choice-missing': m.problem_choice_missing,
  'text-missing': m.problem_text_missing,
  'text-long': m.problem_text_long,
  'number-wrong': m.problem_number_wrong,
  'date-not-ahead': m.problem_date_not_ahead,
  'course-unknown': m.problem_course_unknown,
  'person-unknown': m.problem_person_unknown,
  'last-administrator': m.problem_last_administrator,
  'day-wrong': m.problem_day_wrong,
  'end-before-start': m.problem_end_before_start,
  'days-wrong': m.problem_days_wrong,
  'limit-wrong': m.problem_limit_wrong,
  'minute-wrong': m.problem_minute_wrong,
  'addresses-missing': m.problem_addresses_missing,
  'addresses-many': () => m.problem_addresses_many({ limit: formatNumber(MOST_INVITED) }),
  'addresses-wrong': m.problem_addresses_wrong,
  'nobody-chosen': m.problem_nobody_chosen,
  'cohort-unknown': m.problem_cohort_unknown,
  'country-unknown': m.problem_country_unknown,
};

/** What a refused form brings back (server/http/forms.ts). */
export interface RefusedForm {
  message: string;
  fields: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
}

/** The sentence beside a field, or undefined where it has no problem. */
export function problemAt(form: RefusedForm | null, field: string): string | undefined {
  const problem = form?.fields[field];
  return problem && problem in WORDS ? WORDS[problem as AccountProblem]() : undefined;
}

import { AppError } from '../errors.ts';

/** What can be wrong with a field of an account form. Pages have one sentence for each (components/account/problems.ts). */
export type AccountProblem =
  | 'name-missing'
  | 'name-long'
  | 'name-not-latin'
  | 'name-same'
  | 'code-differs'
  | 'colour-wrong'
  | 'picture-refused'
  | 'email-missing'
  | 'email-not-an-address'
  | 'email-taken'
  | 'password-missing'
  | 'password-short'
  | 'password-long'
  | 'password-common'
  | 'password-is-you'
  | 'password-wrong'
  | 'choice-missing'
  | 'text-missing'
  | 'text-long'
  | 'number-wrong'
  | 'date-not-ahead'
  | 'course-unknown'
  | 'person-unknown'
  | 'last-administrator'
  | 'day-wrong'
  | 'end-before-start'
  | 'days-wrong'
  | 'limit-wrong'
  | 'minute-wrong'
  | 'addresses-missing'
  | 'addresses-many'
  | 'addresses-wrong'
  | 'nobody-chosen'
  | 'cohort-unknown'
  | 'country-unknown';

/**
 * Refuses the form when any field has a problem, and names all of them at once.
 *
 * Worked example: `refuseProblems({ email: null, password: 'password-short' })` throws `invalid-input` with the fields
 * `{ password: 'password-short' }`; with null everywhere it does nothing.
 */
export function refuseProblems(problems: Readonly<Record<string, AccountProblem | null>>): void {
  const fields = Object.entries(problems).filter(
    (entry): entry is [string, AccountProblem] => entry[1] !== null,
  );
  if (fields.length > 0) throw new AppError('invalid-input', { fields: Object.fromEntries(fields) });
}

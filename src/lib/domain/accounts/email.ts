import type { AccountProblem } from './problems.ts';

/** RFC 5321, 4.5.3.1.3: a path is at most 256 octets, two of them brackets. */
const LENGTH_LIMIT = 254;
const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * An address as it is kept and looked up: without invisible characters and spaces around it, full-width letters made plain, lower case.
 *
 * Worked example: `" Sara@Example.ORG "` is kept as `"sara@example.org"`.
 */
export function cleanEmail(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
}

/**
 * What is wrong with a cleaned address; null when a letter can be sent to it. Plain ASCII addresses only: mail servers in the region rarely
 * take others, and an address that looks like another must not be possible.
 */
export function emailProblem(email: string): AccountProblem | null {
  if (email === '') return 'email-missing';
  const [local = ''] = email.split('@');
  const fits = email.length <= LENGTH_LIMIT && local.length <= 64;
  return fits && ADDRESS.test(email) ? null : 'email-not-an-address';
}

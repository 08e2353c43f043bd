import type { AccountProblem } from './problems.ts';

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** The ones of ten characters and more that lists of stolen passwords are full of. */
const COMMON = new Set([
  '0123456789',
  '0987654321',
  '1029384756',
  '1111122222',
  '1122334455',
  '1212121212',
  '1231231231',
  '123123123123',
  '123456789a',
  '123456789q',
  '1234567890',
  '12345678900',
  '12345678901',
  '123456789012',
  '1234567891',
  '12345678910',
  '1234567899',
  '123456789z',
  '1234qwerasdf',
  '1357924680',
  '147258369a',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  '9876543210',
  'abc1234567',
  'abcd123456',
  'abcd1234567',
  'abcde12345',
  'abcdefghij',
  'administrator',
  'adminadmin',
  'admin12345',
  'admin123456',
  'asdfghjkl1',
  'asdfghjkl;',
  'asdfghjkl123',
  'asdfasdfasdf',
  'changeme123',
  'football123',
  'iloveyou12',
  'iloveyou123',
  'letmein123',
  'letmein1234',
  'liverpool1',
  'manchester',
  'manutd1234',
  'p@ssw0rd123',
  'p@ssword123',
  'pakistan123',
  'pakistan12',
  'passw0rd123',
  'passwordpassword',
  'password01',
  'password10',
  'password11',
  'password12',
  'password123',
  'password1234',
  'password12345',
  'password123456',
  'q1w2e3r4t5',
  'q1w2e3r4t5y6',
  'qazwsxedc1',
  'qazwsxedc123',
  'qazwsxedcrfv',
  'qwaszx1234',
  'qweasdzxc1',
  'qweasdzxc123',
  'qwerty1234',
  'qwerty12345',
  'qwerty123456',
  'qwertyqwerty',
  'qwertyuiop',
  'qwertyuiop1',
  'qwertyuiop123',
  'qwertyuiop[]',
  'qwertyuiopasdf',
  'superman123',
  'welcome123',
  'welcome1234',
  'zaq12wsxcde3',
  'zxcvbnm123',
  'zxcvbnm1234',
]);

/** Persian, Arabic and full-width digits count as the digits they are. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replaceAll(/\s+/g, ' ')
    .trim();

/**
 * What is wrong with a new password, or null. Length is what counts (NIST SP 800-63B): at least 10 characters, at most 200; not one character
 * or pair again and again, not a well-known one, not the person's own address or name. No rule about kinds of characters.
 *
 * Worked example: for `sara@example.org`, `"Sara@Example.org"` is `password-is-you` and `"1234567890"` is `password-common`.
 */
export function passwordProblem(
  password: string,
  person: { email: string; names: readonly string[] },
): AccountProblem | null {
  if (password === '') return 'password-missing';
  const length = [...password].length;
  if (length < PASSWORD_MIN) return 'password-short';
  if (length > PASSWORD_MAX) return 'password-long';
  const typed = plain(password);
  const own = [person.email, person.email.split('@')[0] ?? '', ...person.names].map(plain);
  if (own.includes(typed)) return 'password-is-you';
  return COMMON.has(typed) || /^(.{0,2})\1*$/u.test(typed) ? 'password-common' : null;
}

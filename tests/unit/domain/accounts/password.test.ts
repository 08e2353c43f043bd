import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PASSWORD_MAX, PASSWORD_MIN, passwordProblem } from '#lib/domain/accounts/password.ts';

const sara = { email: 'sara.ahmadi@example.org', names: ['سارا احمدی‌پور', 'Sara Ahmadipour'] };

describe('a new password', () => {
  test.each([
    ['', 'password-missing'],
    ['short 123', 'password-short'],
    ['ten chars!', null],
    ['گذرواژه‌ای با فارسی', null],
    ['𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈', 'password-short'],
    ['x1'.repeat(PASSWORD_MAX / 2) + 'x', 'password-long'],
    ['1234567890', 'password-common'],
    ['۱۲۳۴۵۶۷۸۹۰', 'password-common'],
    ['QwertyUIOP', 'password-common'],
    ['aaaaaaaaaaaaa', 'password-common'],
    ['abababababab', 'password-common'],
    ['          ', 'password-common'],
    ['Sara.Ahmadi@Example.org', 'password-is-you'],
    ['sara.ahmadi', 'password-is-you'],
    ['SARA AHMADIPOUR', 'password-is-you'],
    ['سارا احمدی‌پور', 'password-is-you'],
    ['a long enough phrase 42', null],
  ])('%j: %s', (password, problem) => expect(passwordProblem(password, sara)).toBe(problem));

  test('that is accepted always has the length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (password) => {
        const length = [...password].length;
        if (passwordProblem(password, sara) === null) {
          expect(length).toBeGreaterThanOrEqual(PASSWORD_MIN);
          expect(length).toBeLessThanOrEqual(PASSWORD_MAX);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanEmail, emailProblem } from '#lib/domain/accounts/email.ts';

describe('an address', () => {
  test.each([
    [' Sara@Example.ORG ', 'sara@example.org'],
    ['\u200Esara@example.org\u200F', 'sara@example.org'],
    ['ｓａｒａ＠example.org', 'sara@example.org'],
  ])('typed as %j is kept as %s', (typed, kept) => expect(cleanEmail(typed)).toBe(kept));

  test.each([
    ['a@b.co', null],
    ['first.last+tag@sub.example-site.org', null],
    ["o'brien@example.org", null],
    ['', 'email-missing'],
    ['sara', 'email-not-an-address'],
    ['sara@', 'email-not-an-address'],
    ['@example.org', 'email-not-an-address'],
    ['sara@example', 'email-not-an-address'],
    ['sara@@example.org', 'email-not-an-address'],
    ['sara@example..org', 'email-not-an-address'],
    ['.sara@example.org', 'email-not-an-address'],
    ['sara @example.org', 'email-not-an-address'],
    ['sara@exam\0ple.org', 'email-not-an-address'],
    ['sara@example.org\nbcc: all@example.org', 'email-not-an-address'],
    ['sara@example.org,other@example.org', 'email-not-an-address'],
    ['<sara@example.org>', 'email-not-an-address'],
    ['sаra@example.org', 'email-not-an-address'],
    [`${'a'.repeat(65)}@example.org`, 'email-not-an-address'],
    [`a@${'b.'.repeat(130)}org`, 'email-not-an-address'],
  ])('%j: %s', (typed, problem) => expect(emailProblem(cleanEmail(typed))).toBe(problem));

  test('that is accepted is lower-case ASCII, so that the database agrees', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (typed) => {
        const kept = cleanEmail(typed);
        expect(cleanEmail(kept)).toBe(kept);
        if (emailProblem(kept) === null) expect(kept).toMatch(/^[!-@[-~]+$/);
      }),
    );
  });

  test('of half a million characters is judged at once', () => {
    const began = performance.now();
    expect(emailProblem(cleanEmail(`a${' '.repeat(500_000)}b`))).toBe('email-not-an-address');
    expect(emailProblem(cleanEmail(`${'a.'.repeat(250_000)}@`))).toBe('email-not-an-address');
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

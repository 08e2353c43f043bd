import { describe, expect, test } from 'vitest';
import { hash } from '@node-rs/argon2';
import { checkPassword, hashPassword } from '#lib/server/auth/passwords.ts';

const right = 'a long enough phrase 42';

describe('a password', () => {
  test('is kept as Argon2id with the parameters of the house, salted', async () => {
    const [one, two] = await Promise.all([hashPassword(right), hashPassword(right)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  test('is recognised, also when another keyboard composes it otherwise', async () => {
    const stored = await hashPassword('pass\u0065\u0301 phrase');
    expect(await checkPassword(stored, 'passé phrase')).toEqual({ right: true, outdated: false });
  });

  test.each([['a long enough phrase 43'], [''], ['a long enough phrase 42 '], ['A LONG ENOUGH PHRASE 42']])(
    'is not %j',
    async (typed) => {
      expect((await checkPassword(await hashPassword(right), typed)).right).toBe(false);
    },
  );

  test('of an unknown account is never right, not even the one that is compared with', async () => {
    expect((await checkPassword(null, 'nobody has this password')).right).toBe(false);
  });

  test('kept with older parameters is right and outdated', async () => {
    const old = await hash(right, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    expect(await checkPassword(old, right)).toEqual({ right: true, outdated: true });
  });

  test('is never right against something that is no hash', async () => {
    expect((await checkPassword('none', 'none')).right).toBe(false);
  });
});

test('in a storm of logins everybody gets their own answer', async () => {
  const stored = await hashPassword(right);
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) => checkPassword(stored, index % 3 ? 'wrong' : right)),
  );
  expect(answers.map((answer) => answer.right)).toEqual(answers.map((_, index) => index % 3 === 0));
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { openSession, readSession, sessionHashOf } from '#lib/server/auth/sessions.ts';
import { AppError } from '#lib/domain/errors.ts';
import { accountTokens, users } from '#lib/server/db/schema/index.ts';
import { changePassword } from '#lib/server/services/accounts/change-password.ts';
import { logIn } from '#lib/server/services/accounts/log-in.ts';
import { requestPasswordReset } from '#lib/server/services/accounts/request-password-reset.ts';
import { canResetPassword, resetPassword } from '#lib/server/services/accounts/reset-password.ts';
import { TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertPerson, PASSWORD, tokenIn } from '../../../support/factories/accounts.ts';

const { db, sql } = await freshDatabase();
const NEW = 'another long phrase 77';
let person: Awaited<ReturnType<typeof insertPerson>>;
let clock: TestClock;

beforeEach(async () => {
  clock = new TestClock();
  person = await insertPerson(db);
});

const visitor = () => testContext(db, { clock });
const member = () => testContext(db, { clock, actor: person });
const entering = (password: string) => logIn(visitor(), { email: person.email, password, address: '::1' });
const open = () => openSession(db, { userId: person.userId, userAgent: 'test', now: new Date() });

async function askForLink() {
  const ctx = visitor();
  await requestPasswordReset(ctx, { email: person.email, address: '::1' });
  return tokenIn(ctx.letters);
}

describe('asking for a new password', () => {
  test('writes a letter in the language of the account', async () => {
    const { email } = await insertPerson(db, { locale: 'fa' });
    const ctx = visitor();
    await requestPasswordReset(ctx, { email: email.toUpperCase(), address: '::1' });
    expect(ctx.letters).toMatchObject([{ recipient: email, locale: 'fa' }]);
    expect(ctx.letters[0]?.body).toContain('https://learn.example.org/reset-password/');
  });

  test('keeps only a hash of the link', async () => {
    const token = await askForLink();
    expect(JSON.stringify(await sql`select t::text as row from account_tokens t`)).not.toContain(token);
  });

  test('gives an unknown address the same answer and writes nothing', async () => {
    const ctx = visitor();
    await expect(
      requestPasswordReset(ctx, { email: 'nobody@example.org', address: '::1' }),
    ).resolves.toBeUndefined();
    expect(ctx.letters).toEqual([]);
  });

  test('takes the same time whether there is an account or not', async () => {
    const timed = async (email: string) => {
      const began = performance.now();
      await requestPasswordReset(visitor(), { email, address: '::1' });
      return performance.now() - began;
    };
    for (const email of [person.email, 'nobody@example.org']) expect(await timed(email)).toBeGreaterThan(290);
  });

  test('is counted by where it comes from and by account, known or not', async () => {
    const counted: string[] = [];
    const throttle = {
      consume: (name: string, key: string) => Promise.resolve(void counted.push(`${name} ${key}`)),
      giveBack: () => Promise.resolve(),
      reset: () => Promise.resolve(),
    };
    await requestPasswordReset(testContext(db, { throttle }), {
      email: 'nobody@example.org',
      address: '10.0.0.9',
    });
    expect(counted).toEqual(['login-address 10.0.0.9', 'mail nobody@example.org']);
  });

  test('needs an address', async () => {
    const attempt = requestPasswordReset(visitor(), { email: 'a\0', address: '::1' });
    await expect(attempt).rejects.toMatchObject({ details: { fields: { email: 'email-not-an-address' } } });
  });
});

describe('the link', () => {
  test('sets the password, ends every session, confirms the address and tells the person', async () => {
    const { value } = await open();
    const token = await askForLink();
    const ctx = visitor();
    await resetPassword(ctx, { token, password: NEW });
    await expect(entering(PASSWORD)).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(await entering(NEW)).toMatchObject({ userId: person.userId });
    expect(await readSession(db, value)).toBeNull();
    const [row] = await db.select().from(users).where(eq(users.id, person.userId));
    expect(row?.emailVerifiedAt).toEqual(clock.now());
    expect(ctx.letters).toMatchObject([{ recipient: person.email }]);
  });

  test('works once', async () => {
    const token = await askForLink();
    await resetPassword(visitor(), { token, password: NEW });
    expect(await canResetPassword(visitor(), { token })).toBe(false);
    const again = resetPassword(visitor(), { token, password: 'a third long phrase' });
    await expect(again).rejects.toMatchObject({ code: 'link-invalid', status: 410 });
    expect(await entering(NEW)).toBeTruthy();
  });

  test('used twice at the same moment sets one of the two passwords', async () => {
    const token = await askForLink();
    const passwords = [NEW, 'a third long phrase'];
    const tries = await Promise.allSettled(
      passwords.map((password) => resetPassword(visitor(), { token, password })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = passwords[tries.findIndex(({ status }) => status === 'fulfilled')] ?? '';
    expect(await entering(winner)).toBeTruthy();
  });

  test('makes earlier links useless', async () => {
    const [first, second] = [await askForLink(), await askForLink()];
    await resetPassword(visitor(), { token: first, password: NEW });
    await expect(resetPassword(visitor(), { token: second, password: NEW })).rejects.toMatchObject({
      code: 'link-invalid',
    });
  });

  test('works for an hour', async () => {
    const token = await askForLink();
    clock.advance(3_599);
    expect(await canResetPassword(visitor(), { token })).toBe(true);
    clock.advance(2);
    expect(await canResetPassword(visitor(), { token })).toBe(false);
    await expect(resetPassword(visitor(), { token, password: NEW })).rejects.toMatchObject({
      code: 'link-invalid',
    });
  });

  test('stays good after a password that is refused', async () => {
    const token = await askForLink();
    const weak = resetPassword(visitor(), { token, password: person.email });
    await expect(weak).rejects.toMatchObject({ details: { fields: { password: 'password-is-you' } } });
    await resetPassword(visitor(), { token, password: NEW });
  });

  test('to confirm an address sets no password', async () => {
    const token = await askForLink();
    await db
      .update(accountTokens)
      .set({ purpose: 'verify-email' })
      .where(eq(accountTokens.userId, person.userId));
    await expect(resetPassword(visitor(), { token, password: NEW })).rejects.toMatchObject({
      code: 'link-invalid',
    });
  });

  test.each([['invented'], [''], ['\0'], ['x'.repeat(100_000)]])(
    '%# that was never sent is refused',
    async (token) => {
      expect(await canResetPassword(visitor(), { token })).toBe(false);
      await expect(resetPassword(visitor(), { token, password: NEW })).rejects.toMatchObject({
        code: 'link-invalid',
      });
    },
  );
});

describe('changing one’s password', () => {
  test('keeps this session, ends the others, stops open links and tells the person', async () => {
    const token = await askForLink();
    const [here, elsewhere] = [await open(), await open()];
    const ctx = member();
    const sessionHash = sessionHashOf(here.value) ?? '';
    await changePassword(ctx, { current: PASSWORD, password: NEW, sessionHash });
    expect(await entering(NEW)).toBeTruthy();
    expect(await readSession(db, here.value)).not.toBeNull();
    expect(await readSession(db, elsewhere.value)).toBeNull();
    expect(await canResetPassword(visitor(), { token })).toBe(false);
    expect(ctx.letters).toMatchObject([{ recipient: person.email }]);
  });

  test.each([
    [
      'the wrong current password',
      { current: 'not it at all', password: NEW },
      { current: 'password-wrong' },
    ],
    ['none', { current: '', password: NEW }, { current: 'password-missing' }],
    ['a weak new one', { current: PASSWORD, password: '123' }, { password: 'password-short' }],
  ])('is refused with %s', async (_what, input, fields) => {
    const { value } = await open();
    const attempt = changePassword(member(), { ...input, sessionHash: '' });
    await expect(attempt).rejects.toMatchObject({ code: 'invalid-input', details: { fields } });
    expect(await readSession(db, value)).not.toBeNull();
    expect(await entering(PASSWORD)).toBeTruthy();
  });

  test('counts its tries with those of the login', async () => {
    const throttle = {
      consume: () => Promise.reject(new AppError('too-many-requests')),
      giveBack: () => Promise.resolve(),
      reset: () => Promise.resolve(),
    };
    const ctx = testContext(db, { actor: person, throttle });
    const attempt = changePassword(ctx, { current: PASSWORD, password: NEW, sessionHash: '' });
    await expect(attempt).rejects.toMatchObject({ code: 'too-many-requests' });
  });

  test('is for people who are logged in, and touches nobody else', async () => {
    const stranger = await insertPerson(db);
    const input = { current: PASSWORD, password: NEW, sessionHash: '' };
    await expect(changePassword(visitor(), input)).rejects.toMatchObject({ code: 'login-required' });
    await changePassword(testContext(db, { actor: stranger }), input);
    expect(await entering(PASSWORD)).toBeTruthy();
  });
});

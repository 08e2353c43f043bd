import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import { accountTokens, enrolments, users } from '#lib/server/db/schema/index.ts';
import { logIn } from '#lib/server/services/accounts/log-in.ts';
import { prepareFirstAdministrator } from '#lib/server/services/accounts/first-administrator.ts';
import { registerAccount } from '#lib/server/services/accounts/register-account.ts';
import { coursesOf, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { PASSWORD, registration } from '../../../support/factories/accounts.ts';
import { insertPlainCourse } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const other = await insertPlainCourse(db);
const context = (given: Parameters<typeof testContext>[1] = {}) =>
  testContext(db, { courses: coursesOf([course]), ...given });

let count = 0;
const address = () => `new${++count}@example.org`;
const accounts = (email: string) => db.select().from(users).where(eq(users.email, email));
const enrolledIn = async (userId: string) =>
  (await db.select().from(enrolments).where(eq(enrolments.userId, userId))).map((row) => row.courseId);

describe('somebody who registers', () => {
  test('has an account that is enrolled in the only course and asked to confirm the address', async () => {
    const ctx = context({ locale: 'fa' });
    const email = address();
    const { userId } = await registerAccount(ctx, { ...registration(` ${email.toUpperCase()} `) });
    const [account] = await accounts(email);
    expect(account).toMatchObject({
      id: userId,
      nameNative: 'نرگس رضایی',
      nameLatin: 'Narges Rezaei',
      nameLanguage: 'fa',
      locale: 'fa',
      role: 'learner',
      isDemo: false,
      emailVerifiedAt: null,
      createdAt: ctx.now(),
    });
    expect(account?.passwordHash).toMatch(/^\$argon2id\$/);
    expect(await enrolledIn(userId)).toEqual([course.courseId]);
    expect(ctx.letters).toMatchObject([{ recipient: email, locale: 'fa' }]);
    expect(ctx.letters[0]?.body).toMatch(/https:\/\/learn\.example\.org\/verify-email\/[\w-]{43}\n/);
  });

  test('can log in', async () => {
    const email = address();
    const { userId } = await registerAccount(context(), registration(email));
    expect(await logIn(context(), { email, password: PASSWORD, address: '::1' })).toMatchObject({ userId });
  });

  test('begins the course that was asked for where there are several', async () => {
    const courses = coursesOf([course, other]);
    const ctx = context({ courses });
    const chosen = await registerAccount(ctx, { ...registration(address()), course: other.document.slug });
    const open = await registerAccount(ctx, registration(address()));
    const unknown = await registerAccount(ctx, { ...registration(address()), course: 'nowhere' });
    expect(await enrolledIn(chosen.userId)).toEqual([other.courseId]);
    expect(await enrolledIn(open.userId)).toEqual([]);
    expect(await enrolledIn(unknown.userId)).toEqual([]);
  });

  test('need not write a Latin name twice', async () => {
    const names = { nameNative: 'Grace  Wanjiru', nameLatin: '', nameLanguage: 'en' };
    const email = address();
    await registerAccount(context(), { ...registration(email), ...names });
    expect((await accounts(email))[0]).toMatchObject({
      nameNative: 'Grace Wanjiru',
      nameLatin: 'Grace Wanjiru',
    });
  });

  test('hears of every mistake at once, and nothing is kept', async () => {
    const ctx = context();
    const wrong = {
      nameNative: ' ',
      nameLatin: 'سارا',
      nameLanguage: 'fa',
      email: 'nowhere',
      password: '123',
    };
    await expect(registerAccount(ctx, wrong)).rejects.toMatchObject({
      code: 'invalid-input',
      details: {
        fields: {
          nameNative: 'name-missing',
          nameLatin: 'name-not-latin',
          email: 'email-not-an-address',
          password: 'password-short',
        },
      },
    });
    expect(await accounts('nowhere')).toEqual([]);
    expect(ctx.letters).toEqual([]);
  });

  test('is told that the address is taken, and the first account stays as it was', async () => {
    const email = address();
    await registerAccount(context(), registration(email));
    const [before] = await accounts(email);
    const ctx = context();
    const second = { ...registration(email), nameNative: 'Other', password: 'another long phrase' };
    await expect(registerAccount(ctx, second)).rejects.toMatchObject({
      code: 'email-taken',
      details: { fields: { email: 'email-taken' } },
    });
    expect(await accounts(email)).toEqual([before]);
    expect(ctx.letters).toEqual([]);
  });

  test('eight times at the same moment has one account, one letter', async () => {
    const email = address();
    const contexts = Array.from({ length: 8 }, () => context());
    const tries = await Promise.allSettled(contexts.map((ctx) => registerAccount(ctx, registration(email))));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [account, ...more] = await accounts(email);
    expect(more).toEqual([]);
    const links = await db
      .select()
      .from(accountTokens)
      .where(eq(accountTokens.userId, account?.id ?? ''));
    expect(links).toHaveLength(1);
    expect(contexts.flatMap(({ letters }) => letters)).toHaveLength(1);
  });

  test('too often from one address is refused before anything is done', async () => {
    const throttle = {
      consume: (name: string, key: string) =>
        name === 'register' && key === '10.0.0.1'
          ? Promise.reject(new AppError('too-many-requests'))
          : Promise.resolve(),
      giveBack: () => Promise.resolve(),
      reset: () => Promise.resolve(),
    };
    const email = address();
    const attempt = registerAccount(context({ throttle }), { ...registration(email), address: '10.0.0.1' });
    await expect(attempt).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(await accounts(email)).toEqual([]);
  });

  test('leaves nothing behind when the letter cannot be written', async () => {
    const email = address();
    const mail = { send: () => Promise.reject(new Error('the disk is full')) };
    await expect(registerAccount(context({ mail }), registration(email))).rejects.toThrow('the disk is full');
    expect(await accounts(email)).toEqual([]);
  });

  test('as an invented person of the demo gets no letter', async () => {
    const ctx = context();
    const email = address();
    await registerAccount(ctx, { ...registration(email), demo: true });
    expect((await accounts(email))[0]).toMatchObject({ isDemo: true, emailVerifiedAt: ctx.now() });
    expect(ctx.letters).toEqual([]);
  });
});

describe('the first administrator', () => {
  const forget = () => db.update(users).set({ role: 'learner' }).where(eq(users.role, 'admin'));

  test('is made from the settings, once, and its password is never overwritten', async () => {
    await forget();
    const email = address();
    const given = { email, password: PASSWORD };
    expect(await prepareFirstAdministrator(context(), given)).toBeNull();
    const [made] = await accounts(email);
    expect(made).toMatchObject({ role: 'admin', nameLatin: email.split('@')[0] });
    expect(made?.emailVerifiedAt).not.toBeNull();
    await prepareFirstAdministrator(context(), { ...given, password: 'quite another phrase' });
    await prepareFirstAdministrator(context(), { email: address(), password: PASSWORD });
    expect(await accounts(email)).toEqual([made]);
    expect(await prepareFirstAdministrator(context(), null)).toBeNull();
  });

  test('takes over an account that a stranger made with the operator’s address', async () => {
    await forget();
    const email = address();
    await registerAccount(context(), { ...registration(email), password: 'the stranger knows this' });
    await prepareFirstAdministrator(context(), { email, password: PASSWORD });
    const at = { email, address: '::1' };
    await expect(logIn(context(), { ...at, password: 'the stranger knows this' })).rejects.toMatchObject({
      code: 'wrong-credentials',
    });
    expect(await logIn(context(), { ...at, password: PASSWORD })).toBeTruthy();
    expect((await accounts(email))[0]?.role).toBe('admin');
  });

  test('is not made with a password that everybody guesses', async () => {
    await forget();
    const given = { email: address(), password: '1234567890' };
    await expect(prepareFirstAdministrator(context(), given)).rejects.toThrow(/^ADMIN_PASSWORD must be/);
  });

  test('can be made beside the invented one of the demo', async () => {
    await forget();
    const demo = address();
    await registerAccount(context(), { ...registration(demo), demo: true });
    await db.update(users).set({ role: 'admin' }).where(eq(users.email, demo));
    expect(await prepareFirstAdministrator(context(), null)).toBeNull();
    const email = address();
    await prepareFirstAdministrator(context(), { email, password: PASSWORD });
    expect((await accounts(email))[0]?.role).toBe('admin');
  });

  test('registers with the printed link, which works once', async () => {
    await forget();
    const setup = await prepareFirstAdministrator(context(), null);
    const again = await prepareFirstAdministrator(context(), null);
    const email = address();
    await registerAccount(context(), { ...registration(email), setup });
    expect((await accounts(email))[0]?.role).toBe('admin');
    for (const used of [setup, again])
      await expect(
        registerAccount(context(), { ...registration(address()), setup: used }),
      ).rejects.toMatchObject({ code: 'link-invalid' });
  });

  test('is one of two who use two links at the same moment', async () => {
    await forget();
    const links = [
      await prepareFirstAdministrator(context(), null),
      await prepareFirstAdministrator(context(), null),
    ];
    const tries = await Promise.allSettled(
      links.map((setup) => registerAccount(context(), { ...registration(address()), setup })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test.each([['invented'], ['\0']])('does not come from the link %j', async (setup) => {
    await forget();
    const email = address();
    const attempt = registerAccount(context(), { ...registration(email), setup });
    await expect(attempt).rejects.toMatchObject({ code: 'link-invalid' });
    expect(await accounts(email)).toEqual([]);
  });

  test('does not come from a link that is over thirty days old', async () => {
    await forget();
    const clock = new TestClock();
    const setup = await prepareFirstAdministrator(context({ clock }), null);
    clock.advance(30 * 86_400 + 1);
    await expect(
      registerAccount(context({ clock }), { ...registration(address()), setup }),
    ).rejects.toMatchObject({ code: 'link-invalid' });
  });
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import { openSession, readSession, sessionHashOf } from '#lib/server/auth/sessions.ts';
import { users } from '#lib/server/db/schema/index.ts';
import { changeLanguage } from '#lib/server/services/accounts/change-language.ts';
import { changeNames } from '#lib/server/services/accounts/change-names.ts';
import { endSession } from '#lib/server/services/accounts/end-session.ts';
import { listSessions } from '#lib/server/services/accounts/list-sessions.ts';
import { sendVerification } from '#lib/server/services/accounts/send-verification.ts';
import { canVerifyEmail, verifyEmail } from '#lib/server/services/accounts/verify-email.ts';
import { TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertPerson, tokenIn } from '../../../support/factories/accounts.ts';

const { db } = await freshDatabase();
let person: Awaited<ReturnType<typeof insertPerson>>;
let clock: TestClock;

beforeEach(async () => {
  clock = new TestClock();
  person = await insertPerson(db);
});

const visitor = () => testContext(db, { clock });
const member = (actor = person) => testContext(db, { clock, actor });
const row = async (userId = person.userId) => (await db.select().from(users).where(eq(users.id, userId)))[0];

describe('confirming an address', () => {
  const link = async () => {
    const ctx = member();
    expect(await sendVerification(ctx)).toEqual({ sentTo: person.email });
    return tokenIn(ctx.letters);
  };

  test('happens by the link, without a login, and keeps the first moment', async () => {
    const [first, second] = [await link(), await link()];
    await verifyEmail(visitor(), { token: first });
    const at = clock.now();
    expect((await row())?.emailVerifiedAt).toEqual(at);
    clock.advance(60);
    await verifyEmail(visitor(), { token: second });
    expect((await row())?.emailVerifiedAt).toEqual(at);
  });

  test('is not done by looking at the link', async () => {
    const token = await link();
    for (let time = 0; time < 3; time++) expect(await canVerifyEmail(visitor(), { token })).toBe(true);
    expect((await row())?.emailVerifiedAt).toBeNull();
  });

  test('works once and for seven days', async () => {
    const [used, old] = [await link(), await link()];
    await verifyEmail(visitor(), { token: used });
    await expect(verifyEmail(visitor(), { token: used })).rejects.toMatchObject({ code: 'link-invalid' });
    clock.advance(7 * 86_400 + 1);
    await expect(verifyEmail(visitor(), { token: old })).rejects.toMatchObject({ code: 'link-invalid' });
    await expect(verifyEmail(visitor(), { token: 'invented' })).rejects.toMatchObject({
      code: 'link-invalid',
    });
  });

  test('needs no letter where it was done', async () => {
    await db.update(users).set({ emailVerifiedAt: clock.now() }).where(eq(users.id, person.userId));
    const ctx = member();
    expect(await sendVerification(ctx)).toEqual({ sentTo: null });
    expect(ctx.letters).toEqual([]);
  });

  test('is asked for by the person, and not too often', async () => {
    await expect(sendVerification(visitor())).rejects.toMatchObject({ code: 'login-required' });
    const throttle = {
      consume: () => Promise.reject(new AppError('too-many-requests')),
      giveBack: () => Promise.resolve(),
      reset: () => Promise.resolve(),
    };
    const ctx = testContext(db, { actor: person, throttle });
    await expect(sendVerification(ctx)).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(ctx.letters).toEqual([]);
  });
});

describe('changing one’s names', () => {
  test('keeps them clean and leaves everybody else’s', async () => {
    const stranger = await insertPerson(db);
    const before = await row(stranger.userId);
    await changeNames(member(), {
      nameNative: ' ثناء\u202E بلوچ ',
      nameLatin: 'Sana  Baloch',
      nameLanguage: 'ur',
    });
    expect(await row()).toMatchObject({
      nameNative: 'ثناء بلوچ',
      nameLatin: 'Sana Baloch',
      nameLanguage: 'ur',
    });
    expect(await row(stranger.userId)).toEqual(before);
  });

  test('is refused with a name that cannot be printed', async () => {
    const before = await row();
    const attempt = changeNames(member(), { nameNative: '...', nameLatin: 'ثناء', nameLanguage: 'ur' });
    await expect(attempt).rejects.toMatchObject({
      details: { fields: { nameNative: 'name-missing', nameLatin: 'name-not-latin' } },
    });
    expect(await row()).toEqual(before);
  });

  test('is for people who are logged in', async () => {
    const input = { nameNative: 'A', nameLatin: 'A', nameLanguage: 'en' };
    await expect(changeNames(visitor(), input)).rejects.toMatchObject({ code: 'login-required' });
  });
});

describe('changing one’s language', () => {
  test('is remembered', async () => {
    await changeLanguage(member(), { locale: 'fa' });
    expect((await row())?.locale).toBe('fa');
  });

  test('is refused for an unknown language and for nobody', async () => {
    await expect(changeLanguage(member(), { locale: 'xx' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(changeLanguage(visitor(), { locale: 'fa' })).rejects.toMatchObject({
      code: 'login-required',
    });
    expect((await row())?.locale).toBe('en');
  });
});

describe('one’s sessions', () => {
  const open = (userId = person.userId, userAgent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0') =>
    openSession(db, { userId, userAgent, now: new Date() });

  test('are listed, this browser first, without anything that opens one', async () => {
    const stranger = await insertPerson(db);
    const [here, there] = [await open(), await open(person.userId, 'curl/8')];
    await open(stranger.userId);
    const listed = await listSessions(member(), { sessionHash: sessionHashOf(here.value) });
    expect(listed).toMatchObject([
      { current: true, browser: 'Firefox', system: 'Windows' },
      { current: false, browser: null, system: null, hash: sessionHashOf(there.value) },
    ]);
    expect(JSON.stringify(listed)).not.toContain(here.value);
  });

  test('can be ended one by one', async () => {
    const { value } = await open();
    await endSession(member(), { session: sessionHashOf(value) ?? '' });
    expect(await readSession(db, value)).toBeNull();
  });

  test('of somebody else, and those that are none, do not exist', async () => {
    const stranger = await insertPerson(db);
    const { value } = await open();
    for (const session of [sessionHashOf(value) ?? '', '', '\0', 'x'.repeat(64)])
      await expect(endSession(member(stranger), { session })).rejects.toMatchObject({ code: 'not-found' });
    expect(await readSession(db, value)).not.toBeNull();
  });

  test('are nobody’s business without a login', async () => {
    await expect(listSessions(visitor(), { sessionHash: null })).rejects.toMatchObject({
      code: 'login-required',
    });
    await expect(endSession(visitor(), { session: 'a' })).rejects.toMatchObject({ code: 'login-required' });
  });
});

import { hash } from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { createThrottle } from '#lib/server/auth/throttle-postgres.ts';
import { users } from '#lib/server/db/schema/index.ts';
import { logIn } from '#lib/server/services/accounts/log-in.ts';
import { testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertPerson, PASSWORD } from '../../../support/factories/accounts.ts';

const { db } = await freshDatabase();
const throttle = createThrottle(db, pino({ level: 'silent' }));
let count = 0;
/** Every test comes from its own address. */
const from = () => `10.1.0.${++count}`;
const refused = { code: 'wrong-credentials', status: 400, details: {} };

describe('logging in', () => {
  test('says who it is and in which language', async () => {
    const person = await insertPerson(db, { locale: 'fa' });
    const typed = ` ${person.email.toUpperCase()} `;
    expect(await logIn(testContext(db), { email: typed, password: PASSWORD, address: from() })).toEqual({
      userId: person.userId,
      locale: 'fa',
    });
  });

  test('answers a wrong password and an unknown address alike', async () => {
    const { email } = await insertPerson(db);
    const wrong = logIn(testContext(db), { email, password: 'not the password', address: from() });
    const unknown = logIn(testContext(db), {
      email: 'nobody@example.org',
      password: PASSWORD,
      address: from(),
    });
    await Promise.all([
      expect(wrong).rejects.toMatchObject(refused),
      expect(unknown).rejects.toMatchObject(refused),
    ]);
  });

  test.each([['a\0b@example.org'], ["' or 1=1 --"], ['x'.repeat(5_000)], ['\uD800@example.org']])(
    'is refused for the address %j like any other',
    async (email) => {
      const attempt = logIn(testContext(db), { email, password: PASSWORD, address: from() });
      await expect(attempt).rejects.toMatchObject(refused);
    },
  );

  test('names what is missing', async () => {
    const attempt = logIn(testContext(db), { email: ' ', password: '', address: from() });
    await expect(attempt).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { email: 'email-missing', password: 'password-missing' } },
    });
  });

  test('renews a hash made with older parameters', async () => {
    const passwordHash = await hash(PASSWORD, {
      algorithm: 2,
      memoryCost: 8_192,
      timeCost: 1,
      parallelism: 1,
    });
    const { email, userId } = await insertPerson(db, { passwordHash });
    await logIn(testContext(db), { email, password: PASSWORD, address: from() });
    const [row] = await db.select().from(users).where(eq(users.id, userId));
    expect(row?.passwordHash).toContain('m=19456,t=2,p=1');
    expect(await logIn(testContext(db), { email, password: PASSWORD, address: from() })).toBeTruthy();
  });
});

describe('guessing', () => {
  const guess = (email: string, password: string, address: string) =>
    logIn(testContext(db, { throttle }), { email, password, address });

  test('one account stops after five tries, even with the right password, and from any address', async () => {
    const { email } = await insertPerson(db);
    for (let time = 0; time < 5; time++)
      await expect(guess(email, 'wrong', from())).rejects.toMatchObject({ code: 'wrong-credentials' });
    await expect(guess(email, PASSWORD, from())).rejects.toMatchObject({ code: 'too-many-requests' });
  });

  test('an account that does not exist stops just the same', async () => {
    for (let time = 0; time < 5; time++)
      await expect(guess('ghost@example.org', 'wrong', from())).rejects.toMatchObject({
        code: 'wrong-credentials',
      });
    await expect(guess('ghost@example.org', 'wrong', from())).rejects.toMatchObject({
      code: 'too-many-requests',
    });
  });

  test('many accounts from one address stop after a hundred failures', async () => {
    const address = from();
    for (let time = 0; time < 95; time++) await throttle.consume('login-address', address);
    for (let time = 0; time < 5; time++)
      await expect(guess(`many${time}@example.org`, 'wrong', address)).rejects.toMatchObject({
        code: 'wrong-credentials',
      });
    await expect(guess('many5@example.org', 'wrong', address)).rejects.toMatchObject({
      code: 'too-many-requests',
    });
  });

  test('a class that logs in from one address stops nobody', async () => {
    const { email } = await insertPerson(db);
    const address = from();
    for (let time = 0; time < 99; time++) await throttle.consume('login-address', address);
    for (let time = 0; time < 3; time++) await guess(email, PASSWORD, address);
  });

  test('a success gives the account its tries back', async () => {
    const { email } = await insertPerson(db);
    for (let round = 0; round < 3; round++) {
      for (let time = 0; time < 4; time++)
        await expect(guess(email, 'wrong', from())).rejects.toMatchObject({ code: 'wrong-credentials' });
      await guess(email, PASSWORD, from());
    }
  });
});

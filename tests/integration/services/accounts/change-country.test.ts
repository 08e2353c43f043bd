import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { changeCountry, viewCountry } from '#lib/server/services/accounts/change-country.ts';
import { testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let person: Actor;

beforeEach(async () => {
  person = await insertUser(db);
});

const as = (actor: Actor | null = person) => testContext(db, { actor });
const own = async () => (await viewCountry(as())).country;

describe('the country of a person', () => {
  test('is what they said, and can be taken back', async () => {
    expect(await own()).toBe('');
    await changeCountry(as(), { country: 'KG' });
    expect(await own()).toBe('KG');
    await changeCountry(as(), { country: '' });
    expect(await own()).toBe('');
  });

  test('is their own alone', async () => {
    await changeCountry(as(await insertUser(db)), { country: 'KG' });
    expect(await own()).toBe('');
  });

  test('that is none is refused', async () => {
    await expect(changeCountry(as(), { country: 'XX' })).rejects.toMatchObject({
      details: { fields: { country: 'country-unknown' } },
    });
  });

  test('asks nobody to log in first', async () => {
    await expect(changeCountry(as(null), { country: 'KG' })).rejects.toMatchObject({
      code: 'login-required',
    });
  });
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { cohorts, joinRequests } from '#lib/server/db/schema/index.ts';
import { joinCohort } from '#lib/server/services/accounts/join-cohort.ts';
import { decideRequests } from '#lib/server/services/cohorts/decide-requests.ts';
import { viewPeople } from '#lib/server/services/cohorts/view-people.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { staffedCohort, type StaffedCohort } from '../../../support/factories/staffed-cohort.ts';

const { db } = await freshDatabase();
let world: StaffedCohort;

beforeEach(async () => {
  world = await staffedCohort(db);
  await db.update(cohorts).set({ joinMode: 'approval' }).where(eq(cohorts.id, world.cohortId));
});

async function asker(given: Parameters<typeof insertUser>[1] = {}) {
  const person = await insertUser(db, given);
  await joinCohort(world.as(person), { code: world.joinCode });
  return person;
}
const decide = (userIds: string[], isAccepted: boolean, ctx = world.as(world.instructor)) =>
  decideRequests(ctx, { cohortId: world.cohortId, userIds, isAccepted });
const waiting = async () =>
  (await viewPeople(world.as(world.instructor), world)).requests.map(({ userId }) => userId);

describe('requests to join', () => {
  test('are accepted several at once: they are in, and each is written to in their language', async () => {
    const [ayse, reza] = [await asker(), await asker({ locale: 'fa' })];
    const ctx = world.as(world.instructor);
    expect(await decide([ayse.userId, reza.userId], true, ctx)).toEqual({ decided: 2 });
    expect(await world.cohortOf(ayse.userId)).toBe(world.cohortId);
    expect(await world.cohortOf(reza.userId)).toBe(world.cohortId);
    expect(ctx.letters.map(({ recipient, locale }) => [recipient, locale])).toEqual([
      [ayse.email, 'en'],
      [reza.email, 'fa'],
    ]);
    expect(ctx.letters[0]?.body).toContain(`/learn/${world.course.document.slug}`);
    expect(await waiting()).toEqual([]);
    expect(await world.actsOf(ayse.userId)).toMatchObject([{ action: 'join.accept' }]);
  });

  test('that are refused leave the person where they were, with a letter', async () => {
    const person = await asker();
    const ctx = world.as(world.instructor);
    await decide([person.userId], false, ctx);
    expect(await world.cohortOf(person.userId)).toBeNull();
    expect(ctx.letters).toHaveLength(1);
    expect(await world.actsOf(person.userId)).toMatchObject([{ action: 'join.refuse' }]);
  });

  test('can be made again after a refusal', async () => {
    const person = await asker();
    await decide([person.userId], false);
    await joinCohort(world.as(person), { code: world.joinCode });
    expect(await waiting()).toEqual([person.userId]);
    await decide([person.userId], true);
    expect(await world.cohortOf(person.userId)).toBe(world.cohortId);
  });

  test('that a colleague decided meanwhile stay decided, and nobody is written to twice', async () => {
    const person = await asker();
    await decide([person.userId], true);
    const ctx = world.as(world.admin);
    expect(await decide([person.userId], false, ctx)).toEqual({ decided: 0 });
    expect(ctx.letters).toEqual([]);
    expect(await world.cohortOf(person.userId)).toBe(world.cohortId);
  });

  test('of nobody are asked for', async () => {
    await expect(decide([], true)).rejects.toMatchObject({
      details: { fields: { requests: 'nobody-chosen' } },
    });
  });

  test('of somebody who never asked do not exist, and nobody else is decided on', async () => {
    const person = await asker();
    const stranger = await insertUser(db);
    for (const wrong of [stranger.userId, 'x', world.cohortId])
      await expect(decide([person.userId, wrong], true)).rejects.toMatchObject({ code: 'not-found' });
    expect(await waiting()).toEqual([person.userId]);
  });

  test("are none of another instructor's business, nor of a learner's", async () => {
    const person = await asker();
    for (const actor of [world.other, person])
      await expect(decide([person.userId], true, world.as(actor))).rejects.toMatchObject({
        code: 'not-found',
      });
  });

  test('wait in an archived cohort', async () => {
    const person = await asker();
    await world.archive();
    await expect(decide([person.userId], true)).rejects.toMatchObject({ code: 'cohort-archived' });
    const [row] = await db.select().from(joinRequests).where(eq(joinRequests.userId, person.userId));
    expect(row?.decidedAt).toBeNull();
  });

  test('decided and overtaken at the same moment end with the person in', async () => {
    const person = await asker();
    await db.update(cohorts).set({ joinMode: 'open' }).where(eq(cohorts.id, world.cohortId));
    await Promise.all([
      joinCohort(world.as(person), { code: world.joinCode }),
      decide([person.userId], true),
    ]);
    expect(await world.cohortOf(person.userId)).toBe(world.cohortId);
    expect(await waiting()).toEqual([]);
  });
});

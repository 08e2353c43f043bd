import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { cohorts, enrolments, invitations, joinRequests } from '#lib/server/db/schema/index.ts';
import { joinCohort, viewInvitation } from '#lib/server/services/accounts/join-cohort.ts';
import { invitePeople } from '#lib/server/services/cohorts/invite-people.ts';
import { viewDashboard } from '#lib/server/services/learning/view-dashboard.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { staffedCohort, type StaffedCohort } from '../../../support/factories/staffed-cohort.ts';

const { db } = await freshDatabase();
let world: StaffedCohort;
let person: Awaited<ReturnType<typeof insertUser>>;

beforeEach(async () => {
  world = await staffedCohort(db);
  person = await insertUser(db);
});

const set = (change: Partial<typeof cohorts.$inferInsert>) =>
  db.update(cohorts).set(change).where(eq(cohorts.id, world.cohortId));
const join = (code = world.joinCode, who = person) => joinCohort(world.as(who), { code });
const answer = async (code = world.joinCode, who: typeof person | null = person) =>
  (await viewInvitation(world.as(who), { code })).answer;
const inCohort = () => db.$count(enrolments, eq(enrolments.cohortId, world.cohortId));

async function invitation(email = 'new@example.org'): Promise<string> {
  const ctx = world.as(world.instructor);
  await invitePeople(ctx, { cohortId: world.cohortId, addresses: email, note: '' });
  return /\/join\/([\w-]+)/.exec(ctx.letters[0]?.body ?? '')?.[1] ?? '';
}

describe('the address of a cohort', () => {
  test.each([
    ['closed', { joinMode: 'closed' }],
    ['over', { joinClosesAt: new Date('2026-03-02T07:00:00Z') }],
    ['archived', { archivedAt: new Date('2026-03-01T00:00:00Z') }],
  ] as const)('that is %s says so and lets nobody in', async (reason, change) => {
    await set(change);
    expect(await answer()).toBe(reason);
    expect(await answer(world.joinCode, null)).toBe(reason);
    await expect(join()).rejects.toMatchObject({
      code: 'join-refused',
      details: { fields: { join: reason } },
    });
    expect(await inCohort()).toBe(0);
  });

  test('tells who is in already so, whatever else holds, and changes nothing', async () => {
    const member = await world.member();
    await set({ joinMode: 'closed' });
    expect(await answer(world.joinCode, member)).toBe('member');
    expect(await join(world.joinCode, member)).toMatchObject({ isWaiting: false });
    expect(await inCohort()).toBe(1);
  });

  test('lets as many in as its limit, however many come at the same moment', async () => {
    await set({ joinLimit: 3 });
    const people = await Promise.all(Array.from({ length: 12 }, () => insertUser(db)));
    const results = await Promise.allSettled(people.map((who) => join(world.joinCode, who)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await inCohort()).toBe(3);
    expect(await answer()).toBe('full');
  });

  test('with approval writes the wish down, and the person can study meanwhile', async () => {
    await set({ joinMode: 'approval' });
    expect(await answer()).toBe('ask');
    expect(await join()).toEqual({ course: world.course.document.slug, isWaiting: true });
    expect(await answer()).toBe('waiting');
    expect(await join()).toMatchObject({ isWaiting: true });
    expect(await world.cohortOf(person.userId)).toBeNull();
    const { enrolled } = await viewDashboard(world.as(person));
    expect(enrolled).toMatchObject([{ plan: { waitingFor: [(await world.cohort()).name] } }]);
    const rows = await db.select().from(joinRequests).where(eq(joinRequests.userId, person.userId));
    expect(rows).toMatchObject([{ cohortId: world.cohortId, decidedAt: null }]);
  });

  test('with approval leaves somebody of another cohort there while they wait', async () => {
    await set({ joinMode: 'approval' });
    const foreign = await world.member({}, world.otherId);
    await join(world.joinCode, foreign);
    expect(await world.cohortOf(foreign.userId)).toBe(world.otherId);
  });

  test('opened later lets in who waited, and the wish is over', async () => {
    await set({ joinMode: 'approval' });
    await join();
    await set({ joinMode: 'open' });
    await join();
    expect(await world.cohortOf(person.userId)).toBe(world.cohortId);
    const { enrolled } = await viewDashboard(world.as(person));
    expect(enrolled[0]?.plan.waitingFor).toEqual([]);
  });
});

describe('the link of an invitation', () => {
  test.each(['open', 'approval', 'closed'] as const)('lets in where the address is %s', async (joinMode) => {
    await set({ joinMode, joinLimit: 1 });
    await world.member();
    const token = await invitation();
    expect(await answer(token, null)).toBe('join');
    expect(await join(token)).toMatchObject({ isWaiting: false });
    expect(await world.cohortOf(person.userId)).toBe(world.cohortId);
    const [row] = await db.select().from(invitations).where(eq(invitations.cohortId, world.cohortId));
    expect(row).toMatchObject({ acceptedBy: person.userId });
  });

  test('works once, also for two at the same moment', async () => {
    const token = await invitation();
    const second = await insertUser(db);
    const results = await Promise.allSettled([join(token), join(token, second)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await inCohort()).toBe(1);
    expect(await answer(token, null)).toBe('used');
    expect([await answer(token), await answer(token, second)].sort()).toEqual(['member', 'used']);
  });

  test('lets nobody into an archived cohort', async () => {
    const token = await invitation();
    await world.archive();
    expect(await answer(token)).toBe('archived');
    await expect(join(token)).rejects.toMatchObject({ details: { fields: { join: 'archived' } } });
  });

  test('is over for who is in, and not used up by them', async () => {
    const token = await invitation();
    const member = await world.member();
    await join(token, member);
    expect(await answer(token)).toBe('join');
  });

  test('stored is no way in', async () => {
    await invitation();
    const [row] = await db.select().from(invitations).where(eq(invitations.cohortId, world.cohortId));
    await expect(join(row?.tokenHash)).rejects.toMatchObject({ code: 'not-found' });
  });
});

import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#lib/server/context.ts';
import { cohorts, invitations, joinRequests } from '#lib/server/db/schema/index.ts';
import { joinCohort } from '#lib/server/services/accounts/join-cohort.ts';
import { exportInvitations } from '#lib/server/services/cohorts/export-invitations.ts';
import { exportMembers } from '#lib/server/services/cohorts/export-members.ts';
import { exportRequests } from '#lib/server/services/cohorts/export-requests.ts';
import { invitePeople } from '#lib/server/services/cohorts/invite-people.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { csvLines, csvText } from '../../../support/table-text.ts';

const { db } = await freshDatabase();
let world: CohortWorld;

beforeEach(async () => {
  world = await cohortWorld(db);
});

const staff = () => world.as(world.instructor);
const invited = (ctx: Ctx) => exportInvitations(ctx, world.cohortId, (state) => state);
const waiting = (ctx: Ctx) => exportRequests(ctx, world.cohortId);
const members = (ctx: Ctx, words: string | null = null) =>
  exportMembers(ctx, { cohortId: world.cohortId, words });
const rowsOf = async <T>(table: Promise<{ rows: AsyncIterable<T> }>) => Array.fromAsync((await table).rows);
const dayAfter = (count: number) => new Date(world.clock.now().getTime() + count * 86_400_000);

describe('invitations as a file', () => {
  test('say whom, what became of it and when, and hold no link', async () => {
    await invitePeople(staff(), { cohortId: world.cohortId, addresses: 'a@x.org', note: '' });
    expect(await rowsOf(invited(staff()))).toEqual([
      ['a@x.org', 'open', world.clock.now(), dayAfter(30), null],
    ]);
    const [row] = await db.select().from(invitations).where(eq(invitations.cohortId, world.cohortId));
    expect(row?.tokenHash).toHaveLength(64);
    expect(await csvText(await invited(staff()))).not.toContain(row?.tokenHash);
    expect((await csvLines(await invited(staff())))[0]).toBe(
      'E-mail,State,Sent (UTC),Valid until (UTC),Accepted (UTC)',
    );
  });

  test('are all there, however many', async () => {
    const rows = Array.from({ length: 2_100 }, (_, count) => ({
      ...{ id: uuidv7(), cohortId: world.cohortId, email: `p${count}@x.org`, tokenHash: uuidv7() },
      ...{ invitedAt: dayAfter(-(count % 7)), expiresAt: dayAfter(30) },
    }));
    await db.insert(invitations).values(rows);
    expect((await invited(staff())).total).toBe(2_100);
    const emails = (await rowsOf(invited(staff()))).map(([email]) => email);
    expect(new Set(emails)).toEqual(new Set(rows.map(({ email }) => email)));
    expect(emails).toHaveLength(2_100);
  });
});

describe('requests to join as a file', () => {
  const asker = async (given: Parameters<typeof insertUser>[1] = {}) => {
    const person = await insertUser(db, given);
    await joinCohort(world.as(person), { code: world.joinCode });
    return person;
  };

  beforeEach(async () => {
    await db.update(cohorts).set({ joinMode: 'approval' }).where(eq(cohorts.id, world.cohortId));
  });

  test('have who waits, the longest first', async () => {
    const first = await asker({ nameNative: 'نرگس', nameLatin: 'Narges' });
    world.clock.advance(60);
    const second = await asker();
    const rows = await rowsOf(waiting(staff()));
    expect(rows.map((cells) => cells[2])).toEqual([first.email, second.email]);
    expect(rows[0]?.slice(0, 2)).toEqual(['نرگس', 'Narges']);
    expect(rows[1]?.[4]).toEqual(world.clock.now());
  });

  test('go on where a thousand ended, also within one moment, and leave out what was decided', async () => {
    const person = await asker();
    await db.update(joinRequests).set({ decidedAt: world.clock.now(), isAccepted: false });
    await db.execute(
      `with made as (insert into users (id, email, name_native, name_latin, name_language, locale, password_hash, created_at)
        select gen_random_uuid(), n || '.asker@example.org', 'x', 'x', 'und', 'en', 'none', now() from generate_series(1, 1500) n returning id)
       insert into join_requests (cohort_id, user_id, asked_at)
        select '${world.cohortId}', id, timestamptz '2026-03-02 08:00Z' from made`,
    );
    const table = await waiting(staff());
    expect(table.total).toBe(1_500);
    const emails = (await Array.fromAsync(table.rows)).map((cells) => cells[2]);
    expect(new Set(emails).size).toBe(1_500);
    expect(emails).toHaveLength(1_500);
    expect(emails).not.toContain(person.email);
  });
});

describe('who is in, as a file', () => {
  test('comes by name with the days, and with the search of the page', async () => {
    const sana = await world.join({ nameLatin: 'Sana Baloch', nameNative: '=SUM(A1)' });
    const ali = await world.join({ nameLatin: 'Ali Reza' });
    await world.visit(ali, 'steel');
    const now = world.clock.now();
    expect((await members(staff())).total).toBe(2);
    expect((await rowsOf(members(staff()))).map((cells) => cells.slice(1))).toEqual([
      ['Ali Reza', ali.email, now, now],
      ['Sana Baloch', sana.email, now, null],
    ]);
    expect((await rowsOf(members(staff(), 'sana'))).map((cells) => cells[2])).toEqual([sana.email]);
    expect((await csvLines(await members(staff(), 'sana')))[1]).toMatch(/^'=SUM\(A1\),Sana Baloch,/);
  });
});

describe.each<[string, (ctx: Ctx) => Promise<unknown>]>([
  ['the invitations', invited],
  ['the requests to join', waiting],
  ['who is in', members],
])('%s as a file', (_what, use) => {
  test('are there for nobody who does not look after the cohort', async () => {
    const other = await cohortWorld(db);
    for (const actor of [other.instructor, await world.join()])
      await expect(use(world.as(actor))).rejects.toMatchObject({ code: 'not-found' });
    await expect(use(world.as(null))).rejects.toMatchObject({ code: 'login-required' });
  });
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { tokenHash } from '#lib/server/auth/tokens.ts';
import { invitations } from '#lib/server/db/schema/index.ts';
import { joinCohort, viewInvitation } from '#lib/server/services/accounts/join-cohort.ts';
import { inviteAgain, invitePeople, withdrawInvitation } from '#lib/server/services/cohorts/invite-people.ts';
import { viewPeople } from '#lib/server/services/cohorts/view-people.ts';
import { TestClock } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { staffedCohort, type StaffedCohort } from '../../../support/factories/staffed-cohort.ts';

const { db } = await freshDatabase();
let world: StaffedCohort;

beforeEach(async () => {
  world = await staffedCohort(db);
});

const invite = (addresses: string, given: { note?: string; ctx?: ReturnType<StaffedCohort['as']> } = {}) =>
  invitePeople(given.ctx ?? world.as(world.instructor), {
    cohortId: world.cohortId,
    addresses,
    note: given.note ?? '',
  });
const rows = () => db.select().from(invitations).where(eq(invitations.cohortId, world.cohortId));
const tokenIn = (body = '') => /\/join\/([\w-]{43})\b/.exec(body)?.[1] ?? '';
const states = async (ctx = world.as(world.instructor)) =>
  (await viewPeople(ctx, world)).invitations.map(({ state }) => state);

/** Invites one address; the link of its letter. */
async function invited(email = 'new@example.org') {
  const ctx = world.as(world.instructor);
  await invite(email, { ctx });
  const [row] = await rows();
  return { token: tokenIn(ctx.letters[0]?.body), id: row?.id ?? '' };
}

describe('invitations', () => {
  test('are written to all addresses, with the note, and only the hash of each link is kept', async () => {
    const ctx = world.as(world.instructor);
    expect(await invite('a@x.org, b@x.org', { ctx, note: 'See you in March.' })).toEqual({ invited: 2 });
    expect(ctx.letters.map(({ recipient }) => recipient)).toEqual(['a@x.org', 'b@x.org']);
    expect(ctx.letters[0]?.body).toContain('See you in March.');
    const kept = await rows();
    for (const { recipient, body } of ctx.letters)
      expect(kept.find(({ email }) => email === recipient)?.tokenHash).toBe(tokenHash(tokenIn(body)));
    expect(await states()).toEqual(['open', 'open']);
    expect(await world.actsOf(world.cohortId)).toMatchObject([
      { action: 'cohort.invite', details: { email: 'a@x.org' } },
      { action: 'cohort.invite', details: { email: 'b@x.org' } },
    ]);
  });

  test("are in the language of the account, else in the instructor's", async () => {
    const known = await insertUser(db, { locale: 'fa' });
    const ctx = world.as(world.instructor, { locale: 'en' });
    await invite(`${known.email}\nnobody@x.org`, { ctx });
    expect(ctx.letters.map(({ locale }) => locale)).toEqual(['fa', 'en']);
    expect(ctx.letters[0]?.body).toContain('Айгерім Нұрланқызы');
  });

  test('pass over who is in already', async () => {
    const member = await world.member();
    expect(await invite(`${member.email}, new@x.org`)).toEqual({ invited: 1 });
    expect((await rows()).map(({ email }) => email)).toEqual(['new@x.org']);
  });

  test.each([
    ['a@x.org\nsara@', 'addresses', 'addresses-wrong'],
    [' \n', 'addresses', 'addresses-missing'],
    [Array.from({ length: 201 }, (_, at) => `p${at}@x.org`).join('\n'), 'addresses', 'addresses-many'],
  ])('that cannot all be sent are sent to nobody', async (addresses, field, problem) => {
    const ctx = world.as(world.instructor);
    await expect(invite(addresses, { ctx })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { [field]: problem } },
    });
    expect(ctx.letters).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  test('take a note of a thousand letters and no longer one', async () => {
    await expect(invite('a@x.org', { note: 'x'.repeat(1_001) })).rejects.toMatchObject({
      details: { fields: { note: 'text-long' } },
    });
  });

  test('two hundred go at once', async () => {
    const many = Array.from({ length: 200 }, (_, at) => `p${at}@x.org`).join(';');
    expect(await invite(many)).toEqual({ invited: 200 });
    const first = await viewPeople(world.as(world.instructor), world);
    expect(first.invitations).toHaveLength(50);
    const second = await viewPeople(world.as(world.instructor), {
      ...world,
      before: first.olderInvitations,
    });
    const shown = [...first.invitations, ...second.invitations].map(({ email }) => email);
    expect(new Set(shown).size).toBe(100);
  });

  test('sent again have another link, and the earlier one leads nowhere', async () => {
    const { token, id } = await invited();
    const ctx = world.as(world.instructor);
    await inviteAgain(ctx, { ...world, invitationId: id });
    const again = tokenIn(ctx.letters[0]?.body);
    await expect(viewInvitation(world.as(null), { code: token })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await viewInvitation(world.as(null), { code: again })).answer).toBe('join');
    expect(await rows()).toHaveLength(1);
  });

  test('withdrawn let nobody in, and sent again they do', async () => {
    const { token, id } = await invited();
    await withdrawInvitation(world.as(world.instructor), { ...world, invitationId: id });
    expect((await viewInvitation(world.as(null), { code: token })).answer).toBe('withdrawn');
    expect(await states()).toEqual(['withdrawn']);
    await invite('new@example.org');
    expect(await states()).toEqual(['open']);
  });

  test('end after thirty days', async () => {
    const { token } = await invited();
    const clock = new TestClock();
    clock.advance(30 * 86_400);
    const late = world.as(world.instructor, { clock });
    expect(await states(late)).toEqual(['expired']);
    const person = await insertUser(db);
    await expect(joinCohort({ ...world.as(person), now: clock.now }, { code: token })).rejects.toMatchObject({
      details: { fields: { join: 'expired' } },
    });
  });

  test('that were accepted are neither sent again nor withdrawn', async () => {
    const { token, id } = await invited();
    await joinCohort(world.as(await insertUser(db)), { code: token });
    const ctx = world.as(world.instructor);
    for (const act of [inviteAgain, withdrawInvitation])
      await expect(act(ctx, { ...world, invitationId: id })).rejects.toMatchObject({
        code: 'invitation-changed',
      });
    expect(await states()).toEqual(['accepted']);
  });

  test('are not sent from an archived cohort', async () => {
    const { id } = await invited();
    await world.archive();
    await expect(invite('a@x.org')).rejects.toMatchObject({ code: 'cohort-archived' });
    const again = inviteAgain(world.as(world.instructor), { ...world, invitationId: id });
    await expect(again).rejects.toMatchObject({ code: 'cohort-archived' });
  });

  test('of another cohort do not exist, nor does that cohort', async () => {
    const { id } = await invited();
    const foreign = { cohortId: world.otherId, invitationId: id };
    for (const act of [inviteAgain, withdrawInvitation]) {
      await expect(act(world.as(world.other), foreign)).rejects.toMatchObject({ code: 'not-found' });
      const own = { ...world, invitationId: id };
      await expect(act(world.as(world.other), own)).rejects.toMatchObject({ code: 'not-found' });
      const bad = { ...world, invitationId: 'x' };
      await expect(act(world.as(world.instructor), bad)).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(invite('a@x.org', { ctx: world.as(world.other) })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import {
  auditEntries,
  certificateEvents,
  certificates,
  nameCorrections,
} from '#lib/server/db/schema/index.ts';
import { askCorrection } from '#lib/server/services/certificates/ask-correction.ts';
import { decideCorrection } from '#lib/server/services/certificates/decide-correction.ts';
import {
  reinstateCertificate,
  revokeCertificate,
} from '#lib/server/services/certificates/revoke-certificate.ts';
import { TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { codeNumber, insertCertificate } from '../../../support/factories/certificates.ts';
import { insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const admin = await insertUser(db, { role: 'admin', nameNative: 'Ada' });
const other = await insertUser(db, { role: 'admin', nameNative: 'Bea' });
const clock = new TestClock('2026-04-01T09:00:00Z');
let number = 10;

const as = (actor: Actor | null) => testContext(db, { actor, clock });
const CHANGED = new AppError('certificate-changed');
const NOT_FOUND = new AppError('not-found');

async function certified(given: { state?: 'valid' | 'revoked' | 'superseded' } = {}) {
  const holder = await insertUser(db, { locale: 'fa' });
  const code = await insertCertificate(db, course, { userId: holder.userId, number: ++number, ...given });
  return { holder, code };
}

const rowOf = async (code: string) =>
  (await db.select().from(certificates).where(eq(certificates.code, code)))[0];
const historyOf = async (code: string) =>
  db
    .select({
      event: certificateEvents.event,
      reason: certificateEvents.reason,
      by: certificateEvents.actorId,
    })
    .from(certificateEvents)
    .innerJoin(certificates, eq(certificates.id, certificateEvents.certificateId))
    .where(eq(certificates.code, code))
    .orderBy(asc(certificateEvents.at), asc(certificateEvents.id));
const actsOn = async (code: string) =>
  db
    .select({ action: auditEntries.action, by: auditEntries.actorId, details: auditEntries.details })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, (await rowOf(code))?.id ?? ''))
    .orderBy(asc(auditEntries.at), asc(auditEntries.id));
const wishesOf = async (code: string) =>
  db
    .select()
    .from(nameCorrections)
    .where(eq(nameCorrections.certificateId, (await rowOf(code))?.id ?? ''));

const WISH = {
  nameNative: 'سارا احمدی‌نژاد',
  nameLatin: 'Sara Ahmadinezhad',
  nameLanguage: 'fa',
  reason: 'Half of my name is missing.',
};
async function wished() {
  const { holder, code } = await certified();
  await askCorrection(as(holder), { code, ...WISH });
  const [wish] = await wishesOf(code);
  return { holder, code, correction: wish?.id ?? '' };
}

test('an administrator revokes a certificate: state, history, audit log and letter say so', async () => {
  const { holder, code } = await certified();
  const ctx = as(admin);
  await revokeCertificate(ctx, { code: code.toLowerCase(), reason: '  Not their own answers. ' });
  const reason = 'Not their own answers.';
  expect((await rowOf(code))?.state).toBe('revoked');
  expect(await historyOf(code)).toEqual([{ event: 'revoked', reason, by: admin.userId }]);
  expect(await actsOn(code)).toEqual([
    { action: 'certificate.revoke', by: admin.userId, details: { code, reason } },
  ]);
  expect(ctx.letters).toHaveLength(1);
  expect(ctx.letters[0]).toMatchObject({ recipient: holder.email, locale: 'fa' });
  expect(ctx.letters[0]?.body).toContain(reason);
  expect(ctx.letters[0]?.body).toContain(`https://learn.example.org/verify/${code}`);
});

test('a revoked certificate can be made valid again, and the history keeps both', async () => {
  const { code } = await certified();
  await revokeCertificate(as(admin), { code, reason: 'A mistake.' });
  clock.advance(60);
  const ctx = as(other);
  await reinstateCertificate(ctx, { code, reason: 'It was a mistake.' });
  expect((await rowOf(code))?.state).toBe('valid');
  expect((await historyOf(code)).map(({ event, by }) => [event, by])).toEqual([
    ['revoked', admin.userId],
    ['reinstated', other.userId],
  ]);
  expect((await actsOn(code)).map(({ action }) => action)).toEqual([
    'certificate.revoke',
    'certificate.reinstate',
  ]);
  expect(ctx.letters).toHaveLength(1);
});

test('what was printed and signed stays as it is when a certificate is revoked', async () => {
  const { code } = await certified();
  const before = await rowOf(code);
  await revokeCertificate(as(admin), { code, reason: 'Why.' });
  expect(await rowOf(code)).toEqual({ ...before, state: 'revoked' });
});

test('nobody revokes without a reason, or with an endless one', async () => {
  const { code } = await certified();
  for (const [reason, problem] of [
    ['  ', 'text-missing'],
    ['x'.repeat(501), 'text-long'],
  ] as const)
    await expect(revokeCertificate(as(admin), { code, reason })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { reason: problem } },
    });
  expect((await rowOf(code))?.state).toBe('valid');
});

test('what does not fit what became of it is refused and writes nothing', async () => {
  const valid = await certified();
  const revoked = await certified({ state: 'revoked' });
  const superseded = await certified({ state: 'superseded' });
  const reason = 'Why.';
  await expect(reinstateCertificate(as(admin), { code: valid.code, reason })).rejects.toThrow(CHANGED);
  await expect(revokeCertificate(as(admin), { code: revoked.code, reason })).rejects.toThrow(CHANGED);
  await expect(revokeCertificate(as(admin), { code: superseded.code, reason })).rejects.toThrow(CHANGED);
  await expect(reinstateCertificate(as(admin), { code: superseded.code, reason })).rejects.toThrow(CHANGED);
  for (const { code } of [valid, revoked, superseded]) expect(await actsOn(code)).toEqual([]);
});

test('to anybody but an administrator there is nothing to revoke, reinstate or decide', async () => {
  const { holder, code, correction } = await wished();
  const instructor = await insertUser(db, { role: 'instructor' });
  const reason = 'Why.';
  for (const actor of [holder, instructor]) {
    await expect(revokeCertificate(as(actor), { code, reason })).rejects.toThrow(NOT_FOUND);
    await expect(reinstateCertificate(as(actor), { code, reason })).rejects.toThrow(NOT_FOUND);
    const decision = { decision: 'grant', correction, reason } as const;
    await expect(decideCorrection(as(actor), decision)).rejects.toThrow(NOT_FOUND);
  }
  await expect(revokeCertificate(as(null), { code, reason })).rejects.toThrow(new AppError('login-required'));
  await expect(revokeCertificate(as(admin), { code: codeNumber(200), reason })).rejects.toThrow(NOT_FOUND);
  await expect(revokeCertificate(as(admin), { code: 'nonsense', reason })).rejects.toThrow(NOT_FOUND);
});

test('of two administrators who revoke at once, one does and the other is told', async () => {
  const { code } = await certified();
  const contexts = [as(admin), as(other)];
  const done = await Promise.allSettled(
    contexts.map((ctx, index) => revokeCertificate(ctx, { code, reason: `Reason ${index}` })),
  );
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: CHANGED });
  expect(await historyOf(code)).toHaveLength(1);
  expect(contexts.flatMap(({ letters }) => letters)).toHaveLength(1);
});

test('a holder asks for other names, and nothing changes until somebody decides', async () => {
  const { code } = await wished();
  expect(await wishesOf(code)).toMatchObject([{ ...WISH, decidedAt: null, granted: null }]);
  expect((await rowOf(code))?.snapshot.holder.nameLatin).toBe('Sara Ahmadi');
});

test('names are cleaned as those of an account, and problems are named by field', async () => {
  const { holder, code } = await certified();
  const ask = (given: Partial<typeof WISH>) => askCorrection(as(holder), { code, ...WISH, ...given });
  const refused = (fields: Record<string, string>) => ({ code: 'invalid-input', details: { fields } });
  const same = { nameNative: 'سارا احمدی', nameLatin: 'Sara Ahmadi', nameLanguage: 'fa' };
  await expect(ask({ nameNative: ' ' })).rejects.toMatchObject(refused({ nameNative: 'name-missing' }));
  await expect(ask({ nameLatin: 'سارا' })).rejects.toMatchObject(refused({ nameLatin: 'name-not-latin' }));
  await expect(ask(same)).rejects.toMatchObject(refused({ nameNative: 'name-same' }));
  await expect(ask({ reason: '' })).rejects.toMatchObject(refused({ reason: 'text-missing' }));
  await ask({ nameLatin: ' Sara\u202e  Ahmadinezhad ' });
  expect((await wishesOf(code))[0]?.nameLatin).toBe('Sara Ahmadinezhad');
});

test('a second wish waits for the first, in one window and in two', async () => {
  const { holder, code } = await wished();
  const again = () => askCorrection(as(holder), { code, ...WISH });
  await expect(again()).rejects.toThrow(new AppError('correction-open'));
  const fresh = await certified();
  const both = await Promise.allSettled(
    [1, 2].map(() => askCorrection(as(fresh.holder), { code: fresh.code, ...WISH })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await wishesOf(fresh.code)).toHaveLength(1);
});

test("only a valid certificate can be corrected, and somebody else's does not exist", async () => {
  const revoked = await certified({ state: 'revoked' });
  await expect(askCorrection(as(revoked.holder), { code: revoked.code, ...WISH })).rejects.toThrow(CHANGED);
  const { code } = await certified();
  await expect(askCorrection(as(revoked.holder), { code, ...WISH })).rejects.toThrow(NOT_FOUND);
  await expect(askCorrection(as(admin), { code, ...WISH })).rejects.toThrow(NOT_FOUND);
  await expect(askCorrection(as(null), { code, ...WISH })).rejects.toThrow(new AppError('login-required'));
});

test('a granted wish issues another certificate, the same but for names, code and date', async () => {
  const { holder, code, correction } = await wished();
  const old = await rowOf(code);
  clock.advance(86_400);
  const ctx = as(admin);
  await decideCorrection(ctx, { decision: 'grant', correction, reason: '' });

  const rows = await db.select().from(certificates).where(eq(certificates.userId, holder.userId));
  const now = rows.find((row) => row.code !== code);
  expect(rows).toHaveLength(2);
  expect(await rowOf(code)).toEqual({ ...old, state: 'superseded', supersededById: now?.id });
  const { nameNative, nameLatin, nameLanguage } = WISH;
  expect(now).toMatchObject({ state: 'valid', issuedAt: clock.time, credential: null, pdfSha256: null });
  expect(now?.statusIndex).not.toBe(old?.statusIndex);
  expect(now?.snapshot).toEqual({
    ...old?.snapshot,
    holder: { nameNative, nameLatin, nameLanguage },
    issuedAt: clock.time.toISOString(),
  });
  expect((await historyOf(code)).map(({ event }) => event)).toEqual(['superseded']);
  expect((await historyOf(now?.code ?? '')).map(({ event }) => event)).toEqual(['issued']);
  expect(await actsOn(code)).toEqual([
    { action: 'certificate.reissue', by: admin.userId, details: { code } },
  ]);
  expect(await wishesOf(code)).toMatchObject([{ granted: true, decidedBy: admin.userId, answer: null }]);
  expect(ctx.letters).toMatchObject([{ recipient: holder.email, locale: 'fa' }]);
  expect(ctx.letters[0]?.body).toContain(`/verify/${code}`);
});

test('a refused wish changes nothing but tells the holder why', async () => {
  const { holder, code, correction } = await wished();
  const before = await rowOf(code);
  const ctx = as(admin);
  await expect(decideCorrection(ctx, { decision: 'refuse', correction, reason: ' ' })).rejects.toMatchObject({
    details: { fields: { reason: 'text-missing' } },
  });
  await decideCorrection(ctx, { decision: 'refuse', correction, reason: 'Send a passport page.' });
  expect(await rowOf(code)).toEqual(before);
  expect(await historyOf(code)).toEqual([]);
  expect(await wishesOf(code)).toMatchObject([{ granted: false, answer: 'Send a passport page.' }]);
  expect((await actsOn(code))[0]).toMatchObject({ action: 'certificate.refuse' });
  expect(ctx.letters).toHaveLength(1);
  expect(ctx.letters[0]?.body).toContain('Send a passport page.');
  await askCorrection(as(holder), { code, ...WISH });
  expect(await wishesOf(code)).toHaveLength(2);
});

test('of two administrators who decide at once, one does and the other is told', async () => {
  const { holder, correction } = await wished();
  const contexts = [as(admin), as(other)];
  const done = await Promise.allSettled([
    decideCorrection(contexts[0] ?? as(admin), { decision: 'grant', correction, reason: '' }),
    decideCorrection(contexts[1] ?? as(other), { decision: 'refuse', correction, reason: 'No.' }),
  ]);
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: CHANGED });
  const rows = await db.select().from(certificates).where(eq(certificates.userId, holder.userId));
  expect(rows.length).toBe(done[0].status === 'fulfilled' ? 2 : 1);
  expect(contexts.flatMap(({ letters }) => letters)).toHaveLength(1);
});

test('the wish of a revoked certificate cannot be granted any more, but refused', async () => {
  const { code, correction } = await wished();
  await revokeCertificate(as(admin), { code, reason: 'Why.' });
  const decision = { correction, reason: 'It is revoked.' };
  await expect(decideCorrection(as(admin), { ...decision, decision: 'grant' })).rejects.toThrow(CHANGED);
  expect(await wishesOf(code)).toMatchObject([{ decidedAt: null }]);
  await decideCorrection(as(admin), { ...decision, decision: 'refuse' });
  expect(await wishesOf(code)).toMatchObject([{ granted: false }]);
  await expect(decideCorrection(as(admin), { ...decision, decision: 'refuse' })).rejects.toThrow(CHANGED);
});

test('an unknown wish does not exist', async () => {
  for (const correction of ['nonsense', '019cd000-0000-7000-8000-000000000000'])
    await expect(decideCorrection(as(admin), { decision: 'grant', correction, reason: '' })).rejects.toThrow(
      NOT_FOUND,
    );
});

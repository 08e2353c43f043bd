import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { JobData } from '#lib/server/jobs/jobs.ts';
import {
  auditEntries,
  certificateEvents,
  certificates,
  moduleBadges,
  nameCorrections,
  users,
} from '#lib/server/db/schema/index.ts';
import { askCorrection } from '#lib/server/services/certificates/ask-correction.ts';
import { decideCorrection } from '#lib/server/services/certificates/decide-correction.ts';
import { eraseHolder } from '#lib/server/services/certificates/erase-holder.ts';
import { discardMedia } from '#lib/server/services/recordings/discard-media.ts';
import { testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertBadge, insertCertificate } from '../../../support/factories/certificates.ts';
import { insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const second = await insertPlainCourse(db);
const admin = await insertUser(db, { role: 'admin' });
const WISH = { nameNative: 'سارا', nameLatin: 'Sara', nameLanguage: 'fa', reason: 'I am Sara.' };
let number = 100;

function as(actor: Actor | null) {
  const jobs: { name: string; data: unknown }[] = [];
  const ctx = testContext(db, {
    actor,
    jobs: { enqueue: (_ctx, name, data) => Promise.resolve(void jobs.push({ name, data })) },
  });
  return Object.assign(ctx, { queued: jobs });
}

const pdfHash = (index: number) => String(index).repeat(64).slice(0, 64);

/** Two certificates, the first with a PDF, a badge, and a wish that waits. */
async function holderOfMuch() {
  const holder = await insertUser(db);
  const code = await insertCertificate(db, course, { userId: holder.userId, number: ++number });
  await db
    .update(certificates)
    .set({
      credential: '{"name":"Sara Ahmadi"}',
      credentialSha256: 'f'.repeat(64),
      pdfSha256: pdfHash(number),
    })
    .where(eq(certificates.code, code));
  const later = await insertCertificate(db, second, { userId: holder.userId, number: ++number });
  const badge = await insertBadge(db, course, { userId: holder.userId, number: ++number });
  await askCorrection(as(holder), { code, ...WISH });
  return { holder, code, later, badge };
}

const rowOf = async (code: string) =>
  (await db.select().from(certificates).where(eq(certificates.code, code)))[0];

test('an administrator takes a holder out of everything that was issued to them', async () => {
  const { holder, code, later, badge } = await holderOfMuch();
  const hash = (await rowOf(code))?.pdfSha256 ?? '';
  const ctx = as(admin);
  await ctx.storage.put(`certificates/${hash}`, [new Uint8Array([1])]);
  await eraseHolder(ctx, { code, typed: code.toLowerCase() });

  for (const erased of [code, later]) {
    const row = await rowOf(erased);
    expect(row).toMatchObject({ userId: null, state: 'valid', credential: null, erasedAt: ctx.now() });
    expect(row?.snapshot.holder).toEqual({ nameNative: '', nameLatin: '', nameLanguage: 'und' });
    expect(row?.snapshot.course.title).toBe('Pathways for Industrial Decarbonization');
    const events = await db
      .select()
      .from(certificateEvents)
      .where(eq(certificateEvents.certificateId, row?.id ?? ''));
    expect(events).toMatchObject([{ event: 'erased', reason: null, actorId: admin.userId }]);
  }
  const [earned] = await db.select().from(moduleBadges).where(eq(moduleBadges.code, badge));
  expect(earned).toMatchObject({ userId: null, credential: null, snapshot: { holder: { nameNative: '' } } });
  expect(await rowOf(code)).toMatchObject({ pdfSha256: hash, credentialSha256: 'f'.repeat(64) });
  expect(await db.select().from(users).where(eq(users.id, holder.userId))).toHaveLength(1);

  const keys = [`certificates/${hash}`];
  expect(ctx.queued).toEqual([{ name: 'discard-media', data: { keys, uploads: [] } }]);
  await discardMedia(ctx, ctx.queued[0]?.data as JobData['discard-media']);
  expect(await ctx.storage.size(keys[0] ?? '')).toBeNull();
});

test('what was typed in a wish is taken out too, and the wish is closed', async () => {
  const { code } = await holderOfMuch();
  const id = (await rowOf(code))?.id ?? '';
  const [open] = await db.select().from(nameCorrections).where(eq(nameCorrections.certificateId, id));
  await eraseHolder(as(admin), { code, typed: code });
  const wishes = await db.select().from(nameCorrections).where(eq(nameCorrections.certificateId, id));
  expect(wishes).toMatchObject([{ nameNative: '', nameLatin: '', reason: '', answer: null, granted: false }]);
  const decision = { decision: 'grant', correction: open?.id ?? '', reason: '' } as const;
  await expect(decideCorrection(as(admin), decision)).rejects.toThrow(new AppError('certificate-changed'));
});

test('the audit log keeps who did it and how many, and no name', async () => {
  const { code } = await holderOfMuch();
  await eraseHolder(as(admin), { code, typed: code });
  const [entry] = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, (await rowOf(code))?.id ?? ''));
  expect(entry).toMatchObject({
    action: 'certificate.erase',
    actorId: admin.userId,
    details: { code, certificates: 2 },
  });
});

test('nothing happens until the code is typed once more', async () => {
  const { code, later } = await holderOfMuch();
  for (const typed of ['', 'yes', later])
    await expect(eraseHolder(as(admin), { code, typed })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { typed: 'code-differs' } },
    });
  expect((await rowOf(code))?.erasedAt).toBeNull();
});

test('what was erased stays erased, and of two at once one does it', async () => {
  const { code } = await holderOfMuch();
  const both = await Promise.allSettled([
    eraseHolder(as(admin), { code, typed: code }),
    eraseHolder(as(admin), { code, typed: code }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(eraseHolder(as(admin), { code, typed: code })).rejects.toThrow(
    new AppError('certificate-changed'),
  );
});

test('erasing and deciding at the same moment do not wait for each other for ever', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { code } = await holderOfMuch();
    const id = (await rowOf(code))?.id ?? '';
    const [wish] = await db.select().from(nameCorrections).where(eq(nameCorrections.certificateId, id));
    const correction = wish?.id ?? '';
    const done = await Promise.allSettled([
      eraseHolder(as(admin), { code, typed: code }),
      decideCorrection(as(admin), { decision: 'refuse', correction, reason: 'No.' }),
    ]);
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(AppError);
  }
});

test('to anybody but an administrator there is nothing to erase', async () => {
  const { holder, code } = await holderOfMuch();
  const instructor = await insertUser(db, { role: 'instructor' });
  for (const actor of [holder, instructor])
    await expect(eraseHolder(as(actor), { code, typed: code })).rejects.toThrow(new AppError('not-found'));
  await expect(eraseHolder(as(null), { code, typed: code })).rejects.toThrow(new AppError('login-required'));
  await expect(eraseHolder(as(admin), { code: 'nonsense', typed: '' })).rejects.toThrow(
    new AppError('not-found'),
  );
});

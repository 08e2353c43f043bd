import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { verifySignature } from '#lib/credential/verify-credential.ts';
import { createIssuer } from '#lib/server/certificates/issuer.ts';
import { sha256 } from '#lib/server/certificates/sha256.ts';
import { inTransaction, type Ctx } from '#lib/server/context.ts';
import {
  certificateDesigns,
  certificateEvents,
  certificates,
  courseRevisions,
  enrolments,
  moduleBadges,
  users,
} from '#lib/server/db/schema/index.ts';
import { findIssued, listBadgesOf } from '#lib/server/queries/issued.ts';
import { PLAIN_DESIGN } from '#lib/domain/certificates/design.ts';
import { listCertificates } from '#lib/server/services/certificates/list-certificates.ts';
import { openCertificate, openCredential } from '#lib/server/services/certificates/open-certificate.ts';
import { pdfKey, pressIssued, pressWaiting } from '#lib/server/services/certificates/press-issued.ts';
import { settleProgress } from '#lib/server/services/learning/settle-progress.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { createMemoryStorage } from '#lib/server/storage/memory.ts';
import { coursesOf, seededRandom, testContext, TEST_ISSUER, TestClock } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  insertEnrolment,
  insertGradedAttempt,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const storage = createMemoryStorage();
const clock = new TestClock('2026-03-05T10:00:00Z');

const contextOf = (actor: Actor | null, given: Partial<Ctx> = {}) =>
  testContext(db, {
    ...{ actor, storage, courses: coursesOf([course]), now: clock.now },
    random: seededRandom(actor?.userId ?? 'nobody'),
    ...given,
  });

/** Somebody who completes the course by the product's own services; says which jobs that asked for. */
async function graduate(given: Parameters<typeof insertUser>[1] = {}) {
  const actor = await insertUser(db, given);
  await insertEnrolment(db, actor.userId, course.courseId);
  const asked: string[] = [];
  const jobs = {
    enqueue: (_ctx: unknown, name: string, data: object) => {
      if (name === 'press-issued') asked.push((data as { code: string }).code);
      return Promise.resolve();
    },
  };
  const ctx = contextOf(actor, { jobs });
  for (const module of ['module-1', 'module-2']) {
    const place = { course: course.document.slug, module };
    clock.advance(60);
    await insertGradedAttempt(db, course, { userId: actor.userId, moduleKey: module, percent: 80 });
    await markStandIn(ctx, { ...place, segment: 'lecture', read: true });
    await markSection(ctx, { ...place, section: 'one', read: true });
    await markSection(ctx, { ...place, section: 'two', read: true });
  }
  const [row] = await db.select().from(certificates).where(eq(certificates.userId, actor.userId));
  if (!row) throw new Error('No certificate was issued.');
  return { actor, ctx, code: row.code, id: row.id, asked };
}

describe('completing modules', () => {
  test('earns a badge for each and the certificate with the last, and asks for each to be pressed, once', async () => {
    const { actor, ctx, code, id, asked } = await graduate();
    await inTransaction(ctx, (tx) =>
      settleProgress(tx, { userId: actor.userId, course, moduleKey: 'module-2' }),
    );
    const badges = await listBadgesOf(db, actor.userId);
    expect(badges.map(({ snapshot }) => snapshot.modules.map(({ key }) => key))).toEqual([
      ['module-1'],
      ['module-2'],
    ]);
    expect(asked).toEqual([badges[0]?.code, badges[1]?.code, code]);
    expect(new Set(asked).size).toBe(3);
    const history = await db.select().from(certificateEvents).where(eq(certificateEvents.certificateId, id));
    expect(history).toMatchObject([{ event: 'issued', reason: null, actorId: null }]);
  });

  test('freezes the marks, the ways and the design as they are', async () => {
    const design = { ...PLAIN_DESIGN, accent: '#225588', transcript: true };
    await db.insert(certificateDesigns).values({ courseId: course.courseId, design, editedAt: clock.now() });
    const { code } = await graduate();
    await db.delete(certificateDesigns);
    const { snapshot } = (await findIssued(db, code)) ?? {};
    expect(snapshot?.design).toEqual(design);
    expect(snapshot?.modules).toMatchObject([
      { scorePercent: 80, ways: ['transcript'] },
      { scorePercent: 80, ways: ['transcript'] },
    ]);
  });
});

describe('pressing', () => {
  test('signs the credential, draws the PDF and keeps both by their hashes', async () => {
    const { ctx, code } = await graduate({ nameNative: 'سارا احمدی', nameLatin: 'Sara Ahmadi' });
    const pressed = await pressIssued(ctx, code);
    expect(pressed.credentialSha256).toBe(sha256(pressed.credential ?? ''));
    const credential = JSON.parse(pressed.credential ?? '') as Record<string, unknown>;
    const issuer = { origin: ctx.origin, keys: await ctx.issuer.keys() };
    expect(await verifySignature(credential, issuer)).toMatchObject({ signed: true });
    expect(credential['id']).toBe(`https://learn.example.org/verify/${code}`);
    expect(await storage.size(pdfKey(pressed.pdfSha256 ?? ''))).toBeGreaterThan(10_000);
    const opened = await openCertificate(ctx, { code });
    expect(sha256(opened.pdf)).toBe(pressed.pdfSha256);
  });

  test('twice, and from six sides at once, gives the same bytes', async () => {
    const { actor, code } = await graduate();
    const sides = Array.from({ length: 6 }, () => contextOf(actor));
    const pressed = await Promise.all(sides.map((ctx) => pressIssued(ctx, code)));
    expect(new Set(pressed.map(({ credentialSha256 }) => credentialSha256)).size).toBe(1);
    expect(new Set(pressed.map(({ pdfSha256 }) => pdfSha256)).size).toBe(1);
    const [first, second] = [
      await openCertificate(contextOf(actor), { code }),
      await openCertificate(contextOf(actor), { code }),
    ];
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
    expect((await openCredential(contextOf(actor), { code })).credential).toBe(pressed[0]?.credential);
  });

  test('a badge has a credential of its own and no PDF', async () => {
    const { actor, ctx } = await graduate();
    const [badge] = await listBadgesOf(db, actor.userId);
    const pressed = await pressIssued(ctx, badge?.code ?? '');
    expect(pressed).toMatchObject({ kind: 'badge', pdfSha256: null });
    expect(pressed.credential).toContain('"achievementType": "Badge"');
    await expect(openCertificate(ctx, { code: pressed.code })).rejects.toThrow(new AppError('not-found'));
    expect((await openCredential(ctx, { code: pressed.code })).credential).toBe(pressed.credential);
  });

  test('what waited is pressed, and one that fails does not hold the others back', async () => {
    const [broken, fine] = [await graduate(), await graduate()];
    await db.execute(`update certificates set snapshot = snapshot - 'issuer' where code = '${broken.code}'`);
    await pressWaiting(contextOf(null));
    expect(await findIssued(db, fine.code)).toMatchObject({ pdfSha256: expect.any(String) as string });
    expect(await findIssued(db, broken.code)).toMatchObject({ pdfSha256: null });
    await db.delete(certificateEvents).where(eq(certificateEvents.certificateId, broken.id));
    await db.delete(certificates).where(eq(certificates.id, broken.id));
  });

  test('an unknown code presses nothing', async () => {
    await expect(pressIssued(contextOf(null), 'nonsense')).rejects.toThrow(new AppError('not-found'));
  });
});

test('another name, course, design or key afterwards changes no issued byte', async () => {
  const { actor, ctx, code } = await graduate();
  const before = {
    pdf: await openCertificate(ctx, { code }),
    credential: await openCredential(ctx, { code }),
  };

  await db.update(users).set({ nameNative: 'New', nameLatin: 'New' }).where(eq(users.id, actor.userId));
  const renamed = { ...course.document, title: 'Another title' };
  await db
    .update(courseRevisions)
    .set({ document: renamed })
    .where(eq(courseRevisions.id, course.revisionId));
  const design = { ...PLAIN_DESIGN, accent: '#aa0000', heading: 'Another heading' };
  await db.insert(certificateDesigns).values({ courseId: course.courseId, design, editedAt: clock.now() });
  const another = createIssuer({
    ...{ db, config: { ...TEST_ISSUER, issuerKey: `${'B'.repeat(42)}A` } },
    ...{ now: clock.now, random: seededRandom('another key') },
  });

  const later = contextOf(actor, { issuer: another });
  await pressIssued(later, code);
  const after = {
    pdf: await openCertificate(later, { code }),
    credential: await openCredential(later, { code }),
  };
  await db.delete(certificateDesigns);
  await db
    .update(courseRevisions)
    .set({ document: course.document })
    .where(eq(courseRevisions.id, course.revisionId));
  expect(Buffer.compare(after.pdf.pdf, before.pdf.pdf)).toBe(0);
  expect(after).toEqual(before);
});

test('a PDF that the storage lost is drawn anew when that gives the very same bytes, and otherwise not handed out', async () => {
  const { ctx, code, id } = await graduate();
  const { pdfSha256, pdf } = await openCertificate(ctx, { code });
  await storage.delete(pdfKey(pdfSha256));
  expect(Buffer.compare((await openCertificate(ctx, { code })).pdf, pdf)).toBe(0);
  expect(await storage.size(pdfKey(pdfSha256))).toBe(pdf.length);

  await db
    .update(certificates)
    .set({ pdfSha256: 'f'.repeat(64) })
    .where(eq(certificates.id, id));
  await expect(openCertificate(ctx, { code })).rejects.toThrow(/gone from the storage/);
});

test('nobody else opens it, and its holder does so after leaving the cohort', async () => {
  const { actor, ctx, code } = await graduate();
  await pressIssued(ctx, code);
  for (const other of [await insertUser(db), await insertUser(db, { role: 'admin' })]) {
    await expect(openCertificate(contextOf(other), { code })).rejects.toThrow(new AppError('not-found'));
    await expect(openCredential(contextOf(other), { code })).rejects.toThrow(new AppError('not-found'));
  }
  await expect(openCredential(contextOf(null), { code })).rejects.toThrow(new AppError('login-required'));

  await db.delete(enrolments).where(eq(enrolments.userId, actor.userId));
  expect((await openCertificate(ctx, { code })).code).toBe(code);
  expect((await listCertificates(ctx)).certificates.map((own) => own.certificate.code)).toEqual([code]);
});

test('the badge and the certificate of one person never share a place in the status lists', async () => {
  await graduate();
  const places = [
    ...(await db.select({ at: certificates.statusIndex }).from(certificates)),
    ...(await db.select({ at: moduleBadges.statusIndex }).from(moduleBadges)),
  ].map(({ at }) => at);
  expect(new Set(places).size).toBe(places.length);
});

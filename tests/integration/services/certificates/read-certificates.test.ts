import { expect, test, vi } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { listCertificates } from '#lib/server/services/certificates/list-certificates.ts';
import { openCertificate } from '#lib/server/services/certificates/open-certificate.ts';
import { verifyCertificate } from '#lib/server/services/certificates/verify-certificate.ts';
import { coursesOf, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { codeNumber, insertCertificate } from '../../../support/factories/certificates.ts';
import { insertEnrolment, insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const other = await insertPlainCourse(db);
const sara = await insertUser(db);
const stranger = await insertUser(db);
const admin = await insertUser(db, { role: 'admin' });
await insertEnrolment(db, sara.userId, course.courseId);
await insertEnrolment(db, sara.userId, other.courseId);
const code = await insertCertificate(db, course, { userId: sara.userId, number: 1 });
await insertCertificate(db, course, { userId: stranger.userId, number: 2 });

const contextOf = (actor: Actor | null) => testContext(db, { actor, courses: coursesOf([course, other]) });
const address = '203.0.113.7';

test('people see their own certificates, and what the courses under way still need', async () => {
  const { certificates, underWay } = await listCertificates(contextOf(sara));
  expect(certificates.map(({ certificate }) => certificate.code)).toEqual([code]);
  expect(underWay.map((entry) => entry.course.courseId)).toEqual([other.courseId]);
  expect(underWay[0]?.progress).toMatchObject({ complete: false, modulesDone: 0 });
});

test('somebody without certificates sees none', async () => {
  expect((await listCertificates(contextOf(admin))).certificates).toEqual([]);
});

test('certificates are shown only after a login', async () => {
  await expect(listCertificates(contextOf(null))).rejects.toThrow(new AppError('login-required'));
});

test('holders open their certificate as a PDF, however they spell its code', async () => {
  const spelled = code.toLowerCase().replaceAll('-', ' ');
  const opened = await openCertificate(contextOf(sara), { code: spelled });
  expect(Buffer.from(opened.pdf).subarray(0, 5).toString()).toBe('%PDF-');
  expect(opened).toMatchObject({ code, holderName: 'Sara Ahmadi', courseSlug: 'sample-course' });
});

test.each([
  ['another learner', stranger],
  ['an administrator', admin],
])("for %s somebody's certificate does not exist", async (_who, actor) => {
  await expect(openCertificate(contextOf(actor), { code })).rejects.toThrow(new AppError('not-found'));
});

test('an unknown code and a text that is no code open nothing', async () => {
  for (const wrong of [codeNumber(99), 'nonsense', ''])
    await expect(openCertificate(contextOf(sara), { code: wrong })).rejects.toThrow(
      new AppError('not-found'),
    );
});

test('nobody opens a PDF without logging in', async () => {
  await expect(openCertificate(contextOf(null), { code })).rejects.toThrow(new AppError('login-required'));
});

test('letters that no font holds are told to the log by their numbers', async () => {
  const nino = await insertUser(db);
  const nativeCode = await insertCertificate(db, course, {
    ...{ userId: nino.userId, number: 3 },
    holder: { nameNative: 'ნინო', nameLatin: 'Nino', nameLanguage: 'ka' },
  });
  const ctx = contextOf(nino);
  const warn = vi.spyOn(ctx.log, 'warn');
  await openCertificate(ctx, { code: nativeCode });
  const told: unknown = warn.mock.calls[0]?.[0];
  expect(told).toEqual({ code: nativeCode, letters: ['U+10DC', 'U+10D8', 'U+10DD'] });
});

test('anyone can check a certificate by its code in any spelling', async () => {
  const found = await verifyCertificate(contextOf(null), { code: ` ${code.toLowerCase()} `, address });
  expect(found).toMatchObject({ code, state: 'valid', holder: { nameLatin: 'Sara Ahmadi' } });
});

test('the public learns neither the marks nor whose account it is', async () => {
  const found = await verifyCertificate(contextOf(null), { code, address });
  expect(JSON.stringify(found)).not.toMatch(/score|userId|@/i);
});

test('a revoked certificate is still found, and says so', async () => {
  const revoked = await insertCertificate(db, other, {
    userId: stranger.userId,
    number: 4,
    state: 'revoked',
  });
  expect(await verifyCertificate(contextOf(null), { code: revoked, address })).toMatchObject({
    state: 'revoked',
  });
});

test('an unknown code and a text that is no code are the same nothing', async () => {
  for (const wrong of [codeNumber(98), 'nonsense', '\0', "' or 1=1 --"])
    expect(await verifyCertificate(contextOf(null), { code: wrong, address })).toBeNull();
});

test('every look counts against the address it comes from, and a spent budget answers nothing', async () => {
  const ctx = contextOf(null);
  const consume = vi.spyOn(ctx.throttle, 'consume');
  await verifyCertificate(ctx, { code, address });
  await verifyCertificate(ctx, { code: 'nonsense', address });
  expect(consume.mock.calls).toEqual([
    ['verify', address],
    ['verify', address],
  ]);
  consume.mockRejectedValue(new AppError('too-many-requests'));
  await expect(verifyCertificate(ctx, { code, address })).rejects.toThrow(new AppError('too-many-requests'));
});

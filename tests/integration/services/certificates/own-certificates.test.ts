import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { enrolments } from '#lib/server/db/schema/index.ts';
import { askCorrection } from '#lib/server/services/certificates/ask-correction.ts';
import { decideCorrection } from '#lib/server/services/certificates/decide-correction.ts';
import { listCertificates } from '#lib/server/services/certificates/list-certificates.ts';
import { openCertificate } from '#lib/server/services/certificates/open-certificate.ts';
import {
  reinstateCertificate,
  revokeCertificate,
} from '#lib/server/services/certificates/revoke-certificate.ts';
import { viewCorrections } from '#lib/server/services/certificates/view-corrections.ts';
import { coursesOf, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertBadge, insertCertificate } from '../../../support/factories/certificates.ts';
import {
  insertCohort,
  insertEnrolment,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const admin = await insertUser(db, { role: 'admin' });
const clock = new TestClock('2026-04-01T09:00:00Z');
let number = 10;

const as = (actor: Actor | null) => testContext(db, { actor, clock, courses: coursesOf([course]) });
const WISH = { nameNative: 'Sara A.', nameLatin: 'Sara A.', nameLanguage: 'en', reason: 'Shorter.' };

async function certified() {
  const holder = await insertUser(db);
  const code = await insertCertificate(db, course, { userId: holder.userId, number: ++number });
  return { holder, code };
}

test('a revoked certificate is shown with the reason that holds now, and without one when it holds again', async () => {
  const { holder, code } = await certified();
  await revokeCertificate(as(admin), { code, reason: 'First.' });
  clock.advance(60);
  await reinstateCertificate(as(admin), { code, reason: 'Again.' });
  expect((await listCertificates(as(holder))).certificates).toMatchObject([
    { certificate: { state: 'valid' }, revokedFor: null },
  ]);
  clock.advance(60);
  await revokeCertificate(as(admin), { code, reason: 'Second.' });
  expect((await listCertificates(as(holder))).certificates).toMatchObject([
    { certificate: { state: 'revoked' }, revokedFor: 'Second.' },
  ]);
});

test('of a corrected certificate only the newest is shown large, with the code of the older', async () => {
  const { holder, code } = await certified();
  await askCorrection(as(holder), { code, ...WISH });
  expect((await listCertificates(as(holder))).certificates).toMatchObject([
    { certificate: { code }, hasOpenWish: true, earlier: [] },
  ]);
  const { corrections } = await viewCorrections(as(holder), { code });
  await decideCorrection(as(admin), { decision: 'grant', correction: corrections[0]?.id ?? '', reason: '' });
  const { certificates } = await listCertificates(as(holder));
  expect(certificates).toMatchObject([
    { certificate: { holder: { nameLatin: 'Sara A.' } }, hasOpenWish: false, earlier: [{ code }] },
  ]);
});

test('badges are shown with the one module that earned them, and not as certificates', async () => {
  const holder = await insertUser(db);
  const code = await insertBadge(db, course, { userId: holder.userId, number: ++number, sector: 'cement' });
  const { badges, certificates } = await listCertificates(as(holder));
  expect(certificates).toEqual([]);
  expect(badges).toMatchObject([{ code, modules: [{ key: 'cement', sector: 'cement' }] }]);
  expect(JSON.stringify(badges)).not.toContain('scorePercent');
});

test('a holder sees their wishes with the answers, and nobody else does', async () => {
  const { holder, code } = await certified();
  await askCorrection(as(holder), { code, ...WISH });
  const [wish] = (await viewCorrections(as(holder), { code })).corrections;
  await decideCorrection(as(admin), {
    decision: 'refuse',
    correction: wish?.id ?? '',
    reason: 'Send proof.',
  });
  clock.advance(60);
  await askCorrection(as(holder), { code, ...WISH, reason: 'Here it is.' });
  expect(await viewCorrections(as(holder), { code: code.toLowerCase() })).toMatchObject({
    certificate: { code },
    corrections: [{ decidedAt: null }, { granted: false, answer: 'Send proof.' }],
  });
  const stranger = await insertUser(db);
  for (const actor of [stranger, admin])
    await expect(viewCorrections(as(actor), { code })).rejects.toThrow(new AppError('not-found'));
  await expect(viewCorrections(as(null), { code })).rejects.toThrow(new AppError('login-required'));
  await expect(viewCorrections(as(holder), { code: 'nonsense' })).rejects.toThrow(new AppError('not-found'));
});

test('a learner who left the cohort and the course keeps certificates, badges and the PDF', async () => {
  const { holder, code } = await certified();
  const badge = await insertBadge(db, course, { userId: holder.userId, number: ++number });
  const cohortId = await insertCohort(db, course, []);
  await insertEnrolment(db, holder.userId, course.courseId, { cohortId });
  await db.update(enrolments).set({ cohortId: null }).where(eq(enrolments.userId, holder.userId));
  const kept = async () => {
    const { certificates, badges } = await listCertificates(as(holder));
    expect(certificates.map(({ certificate }) => certificate.code)).toEqual([code]);
    expect(badges.map((one) => one.code)).toEqual([badge]);
    expect((await openCertificate(as(holder), { code })).pdf.length).toBeGreaterThan(1000);
  };
  await kept();
  await db.delete(enrolments).where(eq(enrolments.userId, holder.userId));
  await kept();
});

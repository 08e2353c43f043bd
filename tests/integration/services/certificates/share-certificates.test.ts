import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import yauzl from 'yauzl';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import { moduleBadges } from '#lib/server/db/schema/index.ts';
import { createMemoryStorage } from '#lib/server/storage/memory.ts';
import { eraseHolder } from '#lib/server/services/certificates/erase-holder.ts';
import { openArchive } from '#lib/server/services/certificates/open-archive.ts';
import { openBadgePicture } from '#lib/server/services/certificates/open-badge-picture.ts';
import { openCertificate, openCredential } from '#lib/server/services/certificates/open-certificate.ts';
import { openPreview } from '#lib/server/services/certificates/open-preview.ts';
import { revokeCertificate } from '#lib/server/services/certificates/revoke-certificate.ts';
import { testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { codeNumber, insertBadge, insertCertificate } from '../../../support/factories/certificates.ts';
import { insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';
import { readPng, unbakePng, unbakeSvg } from '../../../support/unbake.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const admin = await insertUser(db, { role: 'admin' });
const stranger = await insertUser(db);
const storage = createMemoryStorage();
let number = 10;

const as = (actor: Actor | null, given: Partial<Ctx> = {}) => testContext(db, { actor, storage, ...given });
const NOT_FOUND = new AppError('not-found');
const address = '203.0.113.7';
const utf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function graduate() {
  const holder = await insertUser(db);
  const code = await insertCertificate(db, course, { userId: holder.userId, number: ++number });
  const badge = await insertBadge(db, course, { userId: holder.userId, number: ++number, sector: 'cement' });
  return { holder, code, badge };
}

async function filesOf(ctx: Ctx, code: string): Promise<Map<string, Buffer>> {
  const { bytes } = await openArchive(ctx, { code });
  const whole = await buffer(Readable.fromWeb(bytes as Parameters<typeof Readable.fromWeb>[0]));
  const archive = await yauzl.fromBufferPromise(whole, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry())
    files.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)));
  return files;
}

test('a badge is a picture that holds its very credential, the same bytes each time', async () => {
  const { holder, badge } = await graduate();
  const open = (format: 'svg' | 'png') => openBadgePicture(as(holder), { code: badge.toLowerCase(), format });
  const { credential } = await openCredential(as(holder), { code: badge });
  const [svg, png] = [await open('svg'), await open('png')];
  expect(unbakeSvg(utf8(svg.bytes))).toEqual([credential]);
  expect(unbakePng(png.bytes)).toEqual([credential]);
  expect(JSON.parse(credential)).toMatchObject({
    credentialSubject: { achievement: { name: 'Cement in short' } },
  });
  expect((await open('svg')).sha256).toBe(svg.sha256);
  expect((await open('png')).sha256).toBe(png.sha256);
});

test("a certificate is no badge, and somebody else's badge does not exist", async () => {
  const { holder, code, badge } = await graduate();
  for (const [actor, which] of [
    [holder, code],
    [stranger, badge],
    [admin, badge],
    [holder, codeNumber(250)],
    [holder, 'nonsense'],
  ] as const)
    await expect(openBadgePicture(as(actor), { code: which, format: 'svg' })).rejects.toThrow(NOT_FOUND);
  await expect(openBadgePicture(as(null), { code: badge, format: 'png' })).rejects.toThrow(
    new AppError('login-required'),
  );
});

test('the archive holds every form, byte for byte as they are handed out one by one', async () => {
  const { holder, code, badge } = await graduate();
  const ctx = as(holder);
  const files = await filesOf(ctx, code);
  expect([...files.keys()]).toEqual([
    'certificate-sample-course-Sara-Ahmadi.pdf',
    'credential.json',
    'badges/cement.svg',
    'badges/cement.png',
    'badges/cement.json',
    'README.txt',
  ]);
  const { pdf } = await openCertificate(ctx, { code });
  expect(Buffer.compare(files.get('certificate-sample-course-Sara-Ahmadi.pdf') ?? Buffer.of(), pdf)).toBe(0);
  expect(files.get('credential.json')?.toString()).toBe((await openCredential(ctx, { code })).credential);
  expect(files.get('badges/cement.json')?.toString()).toBe(
    (await openCredential(ctx, { code: badge })).credential,
  );
  const png = await openBadgePicture(ctx, { code: badge, format: 'png' });
  expect(Buffer.compare(files.get('badges/cement.png') ?? Buffer.of(), png.bytes)).toBe(0);
  expect(files.get('README.txt')?.toString()).toContain(`https://learn.example.org/verify/${code}`);
});

test('the archive speaks the language of its reader, and is named after the holder', async () => {
  const { holder, code } = await graduate();
  const ctx = as(holder, { locale: 'fa' });
  expect((await filesOf(ctx, code)).get('README.txt')?.toString()).toContain('گواهی‌نامهٔ شما');
  expect((await openArchive(ctx, { code })).fileName).toBe('certificate-sample-course-Sara-Ahmadi.zip');
});

test('an archive that cannot be completed breaks off', async () => {
  const { holder, code, badge } = await graduate();
  const { bytes } = await openArchive(as(holder), { code });
  await db.delete(moduleBadges).where(eq(moduleBadges.code, badge));
  await expect(new Response(bytes).arrayBuffer()).rejects.toThrow();
});

test("nobody gets somebody else's archive, or one of a badge", async () => {
  const { holder, code, badge } = await graduate();
  for (const [actor, which] of [
    [stranger, code],
    [admin, code],
    [holder, badge],
    [holder, 'nonsense'],
  ] as const)
    await expect(openArchive(as(actor), { code: which })).rejects.toThrow(NOT_FOUND);
  await expect(openArchive(as(null), { code })).rejects.toThrow(new AppError('login-required'));
});

test('the picture beside a link shows a valid certificate, and nothing of one that is not', async () => {
  const { code, badge } = await graduate();
  const [shown, ofBadge] = [
    await openPreview(as(null), { code: code.toLowerCase(), address }),
    await openPreview(as(null), { code: badge, address }),
  ];
  await revokeCertificate(as(admin), { code, reason: 'Why.' });
  const plain = await openPreview(as(null), { code, address });
  const other = await graduate();
  await eraseHolder(as(admin), { code: other.code, typed: other.code });
  for (const erased of [other.code, other.badge])
    expect(Buffer.compare(await openPreview(as(null), { code: erased, address }), plain)).toBe(0);
  expect(new Set([shown, ofBadge, plain].map((png) => Buffer.from(png).toString('base64'))).size).toBe(3);
  for (const png of [shown, ofBadge, plain]) expect(readPng(png)[0]?.data.readUInt32BE(0)).toBe(1200);
});

test('an unknown code has no picture, and every look counts against the address', async () => {
  const ctx = as(null);
  const consume = vi.spyOn(ctx.throttle, 'consume');
  for (const code of [codeNumber(251), 'nonsense'])
    await expect(openPreview(ctx, { code, address })).rejects.toThrow(NOT_FOUND);
  expect(consume.mock.calls).toEqual([
    ['verify', address],
    ['verify', address],
  ]);
  consume.mockRejectedValue(new AppError('too-many-requests'));
  await expect(openPreview(ctx, { code: codeNumber(11), address })).rejects.toThrow(
    new AppError('too-many-requests'),
  );
});

import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { MOST_SIGNATORIES, PLAIN_DESIGN } from '#lib/domain/certificates/design.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { auditEntries, certificateDesigns, certificates, pictures } from '#lib/server/db/schema/index.ts';
import type { SentDesign } from '#lib/server/http/design-form.ts';
import { drawDesign, previewDesign } from '#lib/server/services/certificates/preview-design.ts';
import { saveDesign } from '#lib/server/services/certificates/save-design.ts';
import { staffDesign } from '#lib/server/services/certificates/staff-design.ts';
import { coursesOf, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertCertificate } from '../../../support/factories/certificates.ts';
import { insertCohort, insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const other = await insertPlainCourse(db);
const instructor = await insertUser(db, { role: 'instructor' });
const elsewhere = await insertUser(db, { role: 'instructor' });
const learner = await insertUser(db);
const admin = await insertUser(db, { role: 'admin' });
await insertCohort(db, course, [instructor.userId]);
await insertCohort(db, other, [elsewhere.userId]);

const slug = course.document.slug;
const as = (actor: Actor | null) => testContext(db, { actor, courses: coursesOf([course, other]) });
const bytes = (text: string) => new TextEncoder().encode(text);
const svg = (colour: string) =>
  bytes(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><script>alert(1)</script><rect width="40" height="20" fill="${colour}"/></svg>`,
  );

const form = (given: Partial<SentDesign> = {}): SentDesign => ({
  ...{ accent: '', heading: '', statement: '', transcript: false },
  signatories: Array.from({ length: MOST_SIGNATORIES }, () => ({ name: '', role: '' })),
  files: new Map(),
  removed: new Set(),
  ...given,
});
const save = (actor: Actor | null, given: Partial<SentDesign> = {}) =>
  saveDesign(as(actor), { course: slug, form: form(given) });
const saved = async () => (await staffDesign(as(admin), slug)).design;

test('an instructor sets how the certificates of the course look, and the audit log says so', async () => {
  expect(await saved()).toEqual(PLAIN_DESIGN);
  await save(instructor, {
    ...{ accent: '#1F4E5F', heading: 'Proof of\u202e work', transcript: true },
    signatories: [{ name: 'Ada Lovelace', role: 'Head of training' }],
    files: new Map([
      ['logo0', svg('red')],
      ['signature0', svg('blue')],
    ]),
  });
  const design = await saved();
  expect(design).toMatchObject({
    ...{ accent: '#1f4e5f', heading: 'Proof of work', statement: null, transcript: true },
    signatories: [{ name: 'Ada Lovelace', role: 'Head of training' }],
  });
  const [logo] = await db
    .select()
    .from(pictures)
    .where(eq(pictures.hash, design.logos[0] ?? ''));
  expect(new TextDecoder().decode(logo?.bytes)).not.toContain('script');
  const [row] = await db.select().from(certificateDesigns);
  expect(row).toMatchObject({ courseId: course.courseId, editedBy: instructor.userId });
  const [entry] = await db.select().from(auditEntries);
  expect(entry).toMatchObject({
    action: 'certificate.design',
    actorId: instructor.userId,
    details: { course: slug },
  });
});

test('a picture stays until another takes its place or it is taken away', async () => {
  const before = await saved();
  const people = [{ name: 'Ada Lovelace', role: '' }];
  await save(admin, { signatories: people });
  expect(await saved()).toMatchObject({
    logos: before.logos,
    signatories: [{ signature: before.signatories[0]?.signature }],
  });
  await save(admin, {
    signatories: people,
    files: new Map([['logo0', svg('green')]]),
    removed: new Set(['signature0']),
  });
  const after = await saved();
  expect(after.logos).toHaveLength(1);
  expect(after.logos).not.toEqual(before.logos);
  expect(after.signatories).toEqual([{ name: 'Ada Lovelace', role: '', signature: null }]);
  await save(admin, { removed: new Set(['logo0']) });
  expect(await saved()).toEqual(PLAIN_DESIGN);
});

test('what cannot be printed is refused by field, and nothing is kept', async () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 0, 0, 0, 0]);
  const before = await saved();
  const wrong = save(instructor, {
    accent: 'red',
    files: new Map([
      ['logo0', bytes('not a picture')],
      ['logo1', jpeg],
    ]),
  });
  await expect(wrong).rejects.toMatchObject({
    code: 'invalid-input',
    details: { fields: { accent: 'colour-wrong', logo0: 'picture-refused', logo1: 'picture-refused' } },
  });
  expect(await saved()).toEqual(before);
});

test('certificates that were issued keep the design they were issued with', async () => {
  const code = await insertCertificate(db, course, { userId: learner.userId, number: 1 });
  const rowOf = async () => (await db.select().from(certificates).where(eq(certificates.code, code)))[0];
  const before = await rowOf();
  await save(instructor, { heading: 'Another heading' });
  expect(await rowOf()).toEqual(before);
});

test('the preview shows what is typed, with an invented holder, and keeps nothing', async () => {
  const before = await saved();
  const kept = await db.$count(pictures);
  const typed = form({ heading: 'Not saved', transcript: true, files: new Map([['logo0', svg('purple')]]) });
  const pdf = await previewDesign(as(instructor), { course: slug, form: typed });
  expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  expect(Buffer.from(pdf).toString('latin1')).toContain('/Count 2');
  expect(await saved()).toEqual(before);
  expect(await db.$count(pictures)).toBe(kept);
  expect((await previewDesign(as(instructor), { course: slug, form: null })).length).toBeGreaterThan(1000);
  const drawn = await drawDesign(as(instructor), { course: slug, form: typed });
  expect(drawn).toMatch(/^<svg/);
  expect(drawn).not.toMatch(/<script|<foreignObject/);
});

test('to who does not teach the course there is nothing to see, to save or to preview', async () => {
  for (const actor of [elsewhere, learner]) {
    await expect(staffDesign(as(actor), slug)).rejects.toThrow(new AppError('not-found'));
    await expect(save(actor)).rejects.toThrow(new AppError('not-found'));
    await expect(previewDesign(as(actor), { course: slug, form: null })).rejects.toThrow(
      new AppError('not-found'),
    );
  }
  await expect(save(null)).rejects.toThrow(new AppError('login-required'));
  await expect(staffDesign(as(admin), 'nowhere')).rejects.toThrow(new AppError('not-found'));
});

import { expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { askCorrection } from '#lib/server/services/certificates/ask-correction.ts';
import { decideCorrection } from '#lib/server/services/certificates/decide-correction.ts';
import { eraseHolder } from '#lib/server/services/certificates/erase-holder.ts';
import { listIssued } from '#lib/server/services/certificates/list-issued.ts';
import { revokeCertificate } from '#lib/server/services/certificates/revoke-certificate.ts';
import { viewIssued } from '#lib/server/services/certificates/view-issued.ts';
import { testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { codeNumber, insertCertificate } from '../../../support/factories/certificates.ts';
import { insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const admin = await insertUser(db, { role: 'admin', nameNative: 'Ada' });
const holders: Awaited<ReturnType<typeof insertUser>>[] = [];

// A hundred and twenty certificates, ten of each moment; the first are the oldest.
for (let number = 0; number < 120; number += 1) {
  const holder = await insertUser(db);
  holders.push(holder);
  await insertCertificate(db, course, {
    ...{ userId: holder.userId, number },
    holder: { nameNative: `Holder_${number}`, nameLatin: number === 0 ? 'Oldest Person' : `Latin ${number}` },
    issuedAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(number / 10))),
  });
}

const as = (actor: Actor | null = admin) => testContext(db, { actor });
const holder = (number: number) => holders[number] ?? admin;

/** Every page of a list. */
async function everyPage(given: { words?: string; scan?: number }) {
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listIssued>> = await listIssued(as(), { ...given, after });
    pages.push(page.certificates.map(({ code }) => code));
    after = page.next;
  } while (after !== null);
  return pages;
}

test('every certificate is listed once, newest first, page by page, also those of one moment', async () => {
  const pages = await everyPage({});
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(new Set(pages.flat()).size).toBe(120);
  const { certificates } = await listIssued(as(), {});
  expect(certificates[0]?.at).toEqual(new Date('2026-01-12'));
  expect(certificates[0]).toMatchObject({
    state: 'valid',
    course: { title: 'Pathways for Industrial Decarbonization', language: 'en' },
  });
});

test('a certificate is found by its code in any spelling, by the address of its account, and by a part of either name', async () => {
  const found = async (words: string) =>
    (await listIssued(as(), { words })).certificates.map(({ code }) => code);
  expect(await found(codeNumber(7).toLowerCase().replaceAll('-', ' '))).toEqual([codeNumber(7)]);
  expect(await found(` ${holder(9).email.toUpperCase()} `)).toEqual([codeNumber(9)]);
  expect(await found('oldest')).toEqual([codeNumber(0)]);
  expect(await found('holder_11')).toHaveLength(11);
  expect(await found('nobody of that name')).toEqual([]);
});

test('the signs of a search are letters, not a pattern', async () => {
  expect((await listIssued(as(), { words: '%' })).certificates).toEqual([]);
  expect((await listIssued(as(), { words: 'Holder_' })).certificates).toHaveLength(50);
});

test('a search by name looks at a bounded number, and the next page goes on where it stopped', async () => {
  const first = await listIssued(as(), { words: 'oldest', scan: 50 });
  expect(first).toMatchObject({ certificates: [], looked: 50 });
  const pages = await everyPage({ words: 'oldest', scan: 50 });
  expect(pages).toEqual([[], [], [codeNumber(0)]]);
  expect((await listIssued(as(), { words: 'oldest' })).looked).toBeNull();
  expect((await everyPage({ words: 'latin', scan: 60 })).flat()).toHaveLength(119);
});

test('wishes for other names stand on the first page, the oldest first, with what is printed now', async () => {
  const ask = (number: number) =>
    askCorrection(as(holder(number)), {
      ...{ code: codeNumber(number), nameNative: 'New', nameLatin: 'New', nameLanguage: '', reason: 'Typo.' },
    });
  await ask(30);
  await ask(31);
  const { wishes } = await listIssued(as(), {});
  expect(wishes.map(({ code }) => code).sort()).toEqual([codeNumber(30), codeNumber(31)].sort());
  const wish = wishes.find(({ code }) => code === codeNumber(30));
  expect(wish).toMatchObject({ state: 'valid', nameNative: 'New', holder: { nameNative: 'Holder_30' } });
  expect((await listIssued(as(), { words: 'holder' })).wishes).toEqual([]);
  await decideCorrection(as(), { decision: 'refuse', correction: wish?.id ?? '', reason: 'No.' });
  expect((await listIssued(as(), {})).wishes).toHaveLength(1);
});

test('one certificate is shown with its account, its history, who did what, and the wishes', async () => {
  const code = codeNumber(31);
  const [wish] = (await listIssued(as(), {})).wishes;
  await decideCorrection(as(), { decision: 'grant', correction: wish?.id ?? '', reason: '' });
  const old = await viewIssued(as(), { code: code.toLowerCase() });
  expect(old).toMatchObject({
    certificate: { code, state: 'superseded' },
    account: { id: holder(31).userId, email: holder(31).email },
    inPlaceOf: null,
    history: [{ event: 'superseded', actorName: 'Ada' }],
    corrections: [{ granted: true }],
  });
  const now = await viewIssued(as(), { code: old.supersededBy ?? '' });
  expect(now).toMatchObject({ certificate: { state: 'valid' }, supersededBy: null, inPlaceOf: code });
});

test('of an erased holder nothing is shown but that they were erased', async () => {
  const code = codeNumber(40);
  await revokeCertificate(as(), { code, reason: 'Why.' });
  await eraseHolder(as(), { code, typed: code });
  const shown = await viewIssued(as(), { code });
  expect(shown).toMatchObject({ account: null, certificate: { holder: { nameNative: '' } } });
  expect(shown.certificate.erasedAt).not.toBeNull();
  expect(shown.history.map(({ event }) => event).sort()).toEqual(['erased', 'revoked']);
  expect((await listIssued(as(), { words: 'holder_40' })).certificates).toEqual([]);
});

test('only administrators list and open certificates', async () => {
  const instructor = await insertUser(db, { role: 'instructor' });
  for (const actor of [holder(1), instructor]) {
    await expect(listIssued(as(actor), {})).rejects.toThrow(new AppError('not-found'));
    await expect(viewIssued(as(actor), { code: codeNumber(1) })).rejects.toThrow(new AppError('not-found'));
  }
  await expect(listIssued(as(null), {})).rejects.toThrow(new AppError('login-required'));
  await expect(viewIssued(as(), { code: codeNumber(250) })).rejects.toThrow(new AppError('not-found'));
});

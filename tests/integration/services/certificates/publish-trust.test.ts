import { gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import { STATUS_LIST_LENGTH } from '#lib/domain/certificates/credential.ts';
import { verifySignature } from '#lib/credential/verify-credential.ts';
import { certificates } from '#lib/server/db/schema/index.ts';
import { viewDidDocument, viewStatusList } from '#lib/server/services/certificates/publish-trust.ts';
import { testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertCertificate } from '../../../support/factories/certificates.ts';
import { insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const ctx = testContext(db);

/** The bits of a list as the recommendation says: base64url with `u` before it, gzip, the first bit is the highest. */
function bitsOf(list: Record<string, unknown>): number[] {
  const { encodedList } = list['credentialSubject'] as { encodedList: string };
  const bytes = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'));
  expect(bytes.length * 8).toBe(STATUS_LIST_LENGTH);
  return [...bytes].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => ((byte >> (7 - bit)) & 1 ? [at * 8 + bit] : [])),
  );
}

test('the did document names the key of today before anything was signed', async () => {
  const document = await viewDidDocument(ctx);
  expect(document.id).toBe('did:web:learn.example.org');
  expect(document.verificationMethod).toHaveLength(1);
  expect(document.assertionMethod).toEqual([document.verificationMethod[0]?.id]);
});

test('a status list is signed, and has set exactly what was revoked or superseded', async () => {
  const indexes: Record<string, number> = {};
  let number = 1;
  for (const state of ['valid', 'revoked', 'superseded', 'valid'] as const) {
    const { userId } = await insertUser(db);
    const code = await insertCertificate(db, course, { userId, number: number++, state });
    const [row] = await db.select().from(certificates).where(eq(certificates.code, code));
    indexes[state] = row?.statusIndex ?? -1;
  }
  const list = await viewStatusList(ctx, { list: '1' });
  expect(await verifySignature(list, { origin: ctx.origin, keys: await ctx.issuer.keys() })).toMatchObject({
    signed: true,
  });
  expect(list['id']).toBe('https://learn.example.org/credentials/status/1');
  expect(bitsOf(list)).toEqual([indexes['revoked'], indexes['superseded']]);

  await db
    .update(certificates)
    .set({ statusIndex: STATUS_LIST_LENGTH + 5 })
    .where(eq(certificates.state, 'revoked'));
  expect(bitsOf(await viewStatusList(ctx, { list: '2' }))).toEqual([5]);
  expect(bitsOf(await viewStatusList(ctx, { list: '1' }))).toEqual([indexes['superseded']]);
});

test.each(['0', '3', '99999999', 'one', '1.0', '-1', ''])('there is no status list %j', async (list) => {
  await expect(viewStatusList(ctx, { list })).rejects.toThrow(new AppError('not-found'));
});

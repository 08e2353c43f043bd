import { and, asc, desc, eq, ilike, inArray, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import type { Executor } from '../db/client.ts';
import { certificates, nameCorrections, users } from '../db/schema/index.ts';
import { behind, newestFirst, type Place } from './newest-first.ts';

const NEWEST = { at: certificates.issuedAt, id: certificates.id };

const LISTED = {
  id: certificates.id,
  at: certificates.issuedAt,
  code: certificates.code,
  state: certificates.state,
  erasedAt: certificates.erasedAt,
  holder: sql<CertificateSnapshot['holder']>`${certificates.snapshot}->'holder'`.as('holder'),
  course: sql<
    Pick<CertificateSnapshot['course'], 'title' | 'language'>
  >`jsonb_build_object('title', ${certificates.snapshot}->'course'->'title', 'language', ${certificates.snapshot}->'course'->'language')`.as(
    'course',
  ),
};

/** Every certificate, newest first, from behind `after`. Reads the index `certificates_newest`. */
export async function listCertificatesByAge(db: Executor, after: Place | null, limit: number) {
  return db
    .select(LISTED)
    .from(certificates)
    .where(behind(NEWEST, after))
    .orderBy(...newestFirst(NEWEST))
    .limit(limit);
}

/** How many `listCertificatesByAge` gives in all. */
export const countCertificates = (db: Executor): Promise<number> => db.$count(certificates);

/** The certificate of one code; reads the unique index of the codes. */
export async function listCertificatesByCode(db: Executor, code: string) {
  return db.select(LISTED).from(certificates).where(eq(certificates.code, code));
}

/** Those of the account with an address (domain/accounts/email.ts), newest first; reads the index of the addresses and `certificates_user`. */
export async function listCertificatesByEmail(
  db: Executor,
  email: string,
  after: Place | null,
  limit: number,
) {
  return db
    .select(LISTED)
    .from(certificates)
    .innerJoin(users, eq(users.id, certificates.userId))
    .where(and(eq(users.email, email), behind(NEWEST, after)))
    .orderBy(...newestFirst(NEWEST))
    .limit(limit);
}

/**
 * Those with `words` in a printed name among the newest `scan` from behind `after`, newest first. Names have no index, so a search looks at so many rows and
 * no more; `edge` is the last row it looked at, null where there was nothing older.
 */
export async function searchCertificatesByName(
  db: Executor,
  { words, after, limit, scan }: { words: string; after: Place | null; limit: number; scan: number },
) {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const looked = db
    .select(LISTED)
    .from(certificates)
    .where(behind(NEWEST, after))
    .orderBy(...newestFirst(NEWEST))
    .limit(scan)
    .as('looked');
  const found = await db
    .select()
    .from(looked)
    .where(
      or(
        ilike(sql`${looked.holder}->>'nameNative'`, pattern),
        ilike(sql`${looked.holder}->>'nameLatin'`, pattern),
      ),
    )
    .orderBy(desc(looked.at), desc(looked.id))
    .limit(limit);
  return { found, edge: found.length < limit ? await scanEdge(db, after, scan) : null };
}

async function scanEdge(db: Executor, after: Place | null, scan: number): Promise<Place | null> {
  const counted = db
    .select({
      at: certificates.issuedAt,
      id: certificates.id,
      place:
        sql<number>`row_number() over (order by ${certificates.issuedAt} desc, ${certificates.id} desc)`.as(
          'place',
        ),
    })
    .from(certificates)
    .where(behind(NEWEST, after))
    .orderBy(...newestFirst(NEWEST))
    .limit(scan)
    .as('counted');
  const [edge] = await db
    .select({ at: counted.at, id: counted.id })
    .from(counted)
    .where(eq(counted.place, scan));
  return edge ?? null;
}

const following = alias(certificates, 'following');
const earlier = alias(certificates, 'earlier');

/** One certificate with its account's address and the codes of the ones before and after it; null when there is none. */
export async function findManagedCertificate(db: Executor, code: string) {
  const [row] = await db
    .select({
      id: certificates.id,
      code: certificates.code,
      state: certificates.state,
      snapshot: certificates.snapshot,
      issuedAt: certificates.issuedAt,
      erasedAt: certificates.erasedAt,
      userId: certificates.userId,
      email: users.email,
      supersededBy: following.code,
      inPlaceOf: earlier.code,
    })
    .from(certificates)
    .leftJoin(users, eq(users.id, certificates.userId))
    .leftJoin(following, eq(following.id, certificates.supersededById))
    .leftJoin(
      earlier,
      // By the holder first: that is what there is an index of.
      and(eq(earlier.userId, certificates.userId), eq(earlier.supersededById, certificates.id)),
    )
    .where(eq(certificates.code, code));
  return row ?? null;
}

/** Every wish to have the names on a certificate corrected, the newest first. */
export async function listCorrectionsOf(db: Executor, certificateId: string) {
  return db
    .select({
      id: nameCorrections.id,
      nameNative: nameCorrections.nameNative,
      nameLatin: nameCorrections.nameLatin,
      nameLanguage: nameCorrections.nameLanguage,
      reason: nameCorrections.reason,
      askedAt: nameCorrections.askedAt,
      decidedAt: nameCorrections.decidedAt,
      granted: nameCorrections.granted,
      answer: nameCorrections.answer,
    })
    .from(nameCorrections)
    .where(eq(nameCorrections.certificateId, certificateId))
    .orderBy(desc(nameCorrections.askedAt), desc(nameCorrections.id));
}

/** Every certificate of a person, held until the transaction ends, in one order for all who hold several. */
export async function lockCertificatesOf(db: Executor, userId: string) {
  return db
    .select({ id: certificates.id, code: certificates.code })
    .from(certificates)
    .where(eq(certificates.userId, userId))
    .orderBy(asc(certificates.id))
    .for('update');
}

/** Takes what was typed out of the wishes about some certificates, and closes those that are open. */
export async function blankCorrections(
  db: Executor,
  certificateIds: readonly string[],
  at: Date,
  by: string,
): Promise<void> {
  const these = inArray(nameCorrections.certificateId, [...certificateIds]);
  await db
    .update(nameCorrections)
    .set({ decidedAt: at, decidedBy: by, granted: false })
    .where(and(these, isNull(nameCorrections.decidedAt)));
  await db
    .update(nameCorrections)
    .set({ nameNative: '', nameLatin: '', nameLanguage: 'und', reason: '', answer: null })
    .where(these);
}

import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Certificate } from '#lib/domain/certificates/certificate.ts';
import type { Executor } from '../db/client.ts';
import { certificates, users } from '../db/schema/index.ts';

export interface Holder {
  email: string;
  locale: string;
  nameNative: string;
  nameLatin: string;
  nameLanguage: string;
}

/** The person a certificate is about, as their account says now. Throws when there is no such account. */
export async function getHolder(db: Executor, userId: string): Promise<Holder> {
  const [row] = await db
    .select({
      email: users.email,
      locale: users.locale,
      nameNative: users.nameNative,
      nameLatin: users.nameLatin,
      nameLanguage: users.nameLanguage,
    })
    .from(users)
    .where(eq(users.id, userId));
  if (!row) throw new Error('A certificate needs a holder.');
  return row;
}

/** Writes a certificate unless the learner already has one of this course; true when this call did it. */
export async function insertCertificate(
  db: Executor,
  row: typeof certificates.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(certificates)
    .values(row)
    .onConflictDoNothing({
      target: [certificates.userId, certificates.courseId],
      where: sql`${certificates.state} <> 'superseded'`,
    })
    .returning({ id: certificates.id });
  return inserted.length > 0;
}

const COLUMNS = {
  userId: certificates.userId,
  courseId: certificates.courseId,
  code: certificates.code,
  state: certificates.state,
  snapshot: certificates.snapshot,
  issuedAt: certificates.issuedAt,
};

export interface CertificateRow extends Certificate {
  /** Null once the account was erased. */
  userId: string | null;
  courseId: string;
}

/** One person's certificates, newest first. */
export async function listCertificatesOf(db: Executor, userId: string): Promise<CertificateRow[]> {
  return db
    .select(COLUMNS)
    .from(certificates)
    .where(eq(certificates.userId, userId))
    .orderBy(desc(certificates.issuedAt), desc(certificates.id));
}

/** By its canonical code. */
export async function findCertificate(db: Executor, code: string): Promise<CertificateRow | null> {
  const [row] = await db.select(COLUMNS).from(certificates).where(eq(certificates.code, code));
  return row ?? null;
}

/** Which of these learners have a certificate of the course, whatever became of it. */
export async function listCertified(
  db: Executor,
  courseId: string,
  userIds: readonly string[],
): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await db
    .select({ userId: certificates.userId })
    .from(certificates)
    .where(and(eq(certificates.courseId, courseId), inArray(certificates.userId, [...userIds])));
  return new Set(rows.flatMap(({ userId }) => (userId === null ? [] : [userId])));
}

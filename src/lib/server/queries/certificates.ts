import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Certificate, CertificateState } from '#lib/domain/certificates/certificate.ts';
import type { CertificateDesign } from '#lib/domain/certificates/design.ts';
import type { Executor } from '../db/client.ts';
import {
  certificateDesigns,
  certificateEvents,
  certificates,
  nameCorrections,
  users,
} from '../db/schema/index.ts';

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

/** How the certificates of a course look from now on; null: as the house's do. */
export async function findDesign(db: Executor, courseId: string): Promise<CertificateDesign | null> {
  const [row] = await db
    .select({ design: certificateDesigns.design })
    .from(certificateDesigns)
    .where(eq(certificateDesigns.courseId, courseId));
  return row?.design ?? null;
}

/** From now on; the last one who saves counts. */
export async function saveDesign(db: Executor, row: typeof certificateDesigns.$inferInsert): Promise<void> {
  await db
    .insert(certificateDesigns)
    .values(row)
    .onConflictDoUpdate({
      target: certificateDesigns.courseId,
      set: { design: row.design, editedBy: row.editedBy, editedAt: row.editedAt },
    });
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
  id: certificates.id,
  userId: certificates.userId,
  courseId: certificates.courseId,
  code: certificates.code,
  state: certificates.state,
  snapshot: certificates.snapshot,
  issuedAt: certificates.issuedAt,
  erasedAt: certificates.erasedAt,
};

export interface CertificateRow extends Certificate {
  id: string;
  /** Null once the account was erased. */
  userId: string | null;
  courseId: string;
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

/** One certificate, held until the transaction ends. */
export async function lockCertificate(db: Executor, code: string) {
  const [row] = await db
    .select({ ...COLUMNS, revisionId: certificates.revisionId, revisionNumber: certificates.revisionNumber })
    .from(certificates)
    .where(eq(certificates.code, code))
    .for('update');
  return row ?? null;
}

export async function setCertificateState(
  db: Executor,
  id: string,
  change: { state: CertificateState; supersededById?: string },
): Promise<void> {
  await db.update(certificates).set(change).where(eq(certificates.id, id));
}

export async function insertCertificateEvent(
  db: Executor,
  row: typeof certificateEvents.$inferInsert,
): Promise<void> {
  await db.insert(certificateEvents).values(row);
}

/** What happened to a certificate, oldest first, with who did it (null: the system). */
export async function listCertificateEvents(db: Executor, certificateId: string) {
  return db
    .select({
      at: certificateEvents.at,
      event: certificateEvents.event,
      reason: certificateEvents.reason,
      actorName: users.nameNative,
    })
    .from(certificateEvents)
    .leftJoin(users, eq(users.id, certificateEvents.actorId))
    .where(eq(certificateEvents.certificateId, certificateId))
    .orderBy(asc(certificateEvents.at), asc(certificateEvents.id));
}

/** Keeps a wish; false when one is open already. */
export async function insertCorrection(
  db: Executor,
  row: typeof nameCorrections.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(nameCorrections)
    .values(row)
    .onConflictDoNothing({
      target: nameCorrections.certificateId,
      where: sql`${nameCorrections.decidedAt} is null`,
    })
    .returning({ id: nameCorrections.id });
  return inserted.length > 0;
}

/** Of which certificate a wish speaks; null when there is no such wish. */
export async function findCorrectionCode(db: Executor, id: string): Promise<string | null> {
  const [row] = await db
    .select({ code: certificates.code })
    .from(nameCorrections)
    .innerJoin(certificates, eq(certificates.id, nameCorrections.certificateId))
    .where(eq(nameCorrections.id, id));
  return row?.code ?? null;
}

/** An open wish, held until the transaction ends. Its certificate is held before it, or two who decide wait for each other for ever. */
export async function lockOpenCorrection(db: Executor, id: string) {
  const [row] = await db
    .select({
      id: nameCorrections.id,
      nameNative: nameCorrections.nameNative,
      nameLatin: nameCorrections.nameLatin,
      nameLanguage: nameCorrections.nameLanguage,
    })
    .from(nameCorrections)
    .where(and(eq(nameCorrections.id, id), isNull(nameCorrections.decidedAt)))
    .for('update');
  return row ?? null;
}

export async function decideCorrection(
  db: Executor,
  id: string,
  decision: { decidedAt: Date; decidedBy: string; granted: boolean; answer: string | null },
): Promise<void> {
  await db.update(nameCorrections).set(decision).where(eq(nameCorrections.id, id));
}

/** Wishes that wait, the oldest first, with what the certificate says now. */
export async function listOpenCorrections(db: Executor, limit: number) {
  return db
    .select({
      id: nameCorrections.id,
      nameNative: nameCorrections.nameNative,
      nameLatin: nameCorrections.nameLatin,
      nameLanguage: nameCorrections.nameLanguage,
      reason: nameCorrections.reason,
      askedAt: nameCorrections.askedAt,
      code: certificates.code,
      state: certificates.state,
      holder: sql<Certificate['snapshot']['holder']>`${certificates.snapshot}->'holder'`,
    })
    .from(nameCorrections)
    .innerJoin(certificates, eq(certificates.id, nameCorrections.certificateId))
    .where(isNull(nameCorrections.decidedAt))
    .orderBy(asc(nameCorrections.askedAt), asc(nameCorrections.id))
    .limit(limit);
}

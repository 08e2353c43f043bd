import { and, asc, between, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type {
  Certificate,
  CertificateSnapshot,
  CertificateState,
} from '#lib/domain/certificates/certificate.ts';
import type { KeptEvent } from '#lib/domain/certificates/certificate-history.ts';
import type { IssuedKind } from '#lib/domain/certificates/public-record.ts';
import type { Executor } from '../db/client.ts';
import { certificates, moduleBadges } from '../db/schema/index.ts';

export type { IssuedKind };

/** What was issued under a code, with the very bytes of its credential and what is known of its PDF. */
export interface Issued extends Certificate {
  kind: IssuedKind;
  id: string;
  /** Null once the account was erased. */
  userId: string | null;
  statusIndex: number;
  /** Null until it is made, and after an erasure. */
  credential: string | null;
  /** SHA-256, hexadecimal; null until it is made. */
  credentialSha256: string | null;
  /** Of a certificate alone. */
  pdfSha256: string | null;
  /** Code of the certificate that took its place. */
  supersededBy: string | null;
}

const CERTIFICATE_COLUMNS = {
  kind: sql<IssuedKind>`'certificate'`.as('kind'),
  id: certificates.id,
  code: certificates.code,
  userId: certificates.userId,
  state: sql<CertificateState>`${certificates.state}`.as('state'),
  snapshot: certificates.snapshot,
  issuedAt: certificates.issuedAt,
  erasedAt: certificates.erasedAt,
  statusIndex: certificates.statusIndex,
  credential: certificates.credential,
  credentialSha256: certificates.credentialSha256,
  pdfSha256: sql<string | null>`${certificates.pdfSha256}`.as('pdf_sha256'),
  // In words: a column of the only table of a select is written without its table, and would mean the inner one here.
  supersededBy: sql<string | null>`(
    select following.code from certificates following where following.id = "certificates"."superseded_by_id"
  )`.as('superseded_by'),
};

const BADGE_COLUMNS = {
  kind: sql<IssuedKind>`'badge'`.as('kind'),
  id: moduleBadges.id,
  code: moduleBadges.code,
  userId: moduleBadges.userId,
  state: sql<CertificateState>`'valid'`.as('state'),
  snapshot: moduleBadges.snapshot,
  issuedAt: moduleBadges.issuedAt,
  erasedAt: moduleBadges.erasedAt,
  statusIndex: moduleBadges.statusIndex,
  credential: moduleBadges.credential,
  credentialSha256: moduleBadges.credentialSha256,
  pdfSha256: sql<string | null>`null::text`.as('pdf_sha256'),
  supersededBy: sql<string | null>`null::text`.as('superseded_by'),
};

/** What was issued under a canonical code. One statement. */
export async function findIssued(db: Executor, code: string): Promise<Issued | null> {
  const [row] = await unionAll(
    db.select(CERTIFICATE_COLUMNS).from(certificates).where(eq(certificates.code, code)),
    db.select(BADGE_COLUMNS).from(moduleBadges).where(eq(moduleBadges.code, code)),
  );
  return row ?? null;
}

/** In words, for the same reason. */
const HISTORY = sql<KeptEvent[]>`(
    select coalesce(json_agg(json_build_object('at', e.at, 'event', e.event, 'reason', e.reason) order by e.at, e.id), '[]')
    from certificate_events e where e.certificate_id = "certificates"."id"
  )`.as('history');
const NO_HISTORY = sql<KeptEvent[]>`'[]'::json`.as('history');

/** As `findIssued`, with what happened to it, oldest first, without who did it. One statement. */
export async function findWithHistory(
  db: Executor,
  code: string,
): Promise<(Issued & { history: KeptEvent[] }) | null> {
  const [row] = await unionAll(
    db
      .select({ ...CERTIFICATE_COLUMNS, history: HISTORY })
      .from(certificates)
      .where(eq(certificates.code, code)),
    db
      .select({ ...BADGE_COLUMNS, history: NO_HISTORY })
      .from(moduleBadges)
      .where(eq(moduleBadges.code, code)),
  );
  return row ?? null;
}

/** The badges of one person, in the order in which they were earned. */
export async function listBadgesOf(db: Executor, userId: string): Promise<Certificate[]> {
  return db
    .select({
      code: moduleBadges.code,
      state: sql<CertificateState>`'valid'`,
      snapshot: moduleBadges.snapshot,
      issuedAt: moduleBadges.issuedAt,
      erasedAt: moduleBadges.erasedAt,
    })
    .from(moduleBadges)
    .where(eq(moduleBadges.userId, userId))
    .orderBy(asc(moduleBadges.issuedAt), asc(moduleBadges.id));
}

/** Writes a badge unless the learner has it already; true when this call did it. */
export async function insertBadge(db: Executor, row: typeof moduleBadges.$inferInsert): Promise<boolean> {
  const inserted = await db
    .insert(moduleBadges)
    .values(row)
    .onConflictDoNothing({ target: [moduleBadges.userId, moduleBadges.courseId, moduleBadges.moduleKey] })
    .returning({ id: moduleBadges.id });
  return inserted.length > 0;
}

const TABLES = { certificate: certificates, badge: moduleBadges };

/** Keeps a credential for ever. False: another one was kept before, or the holder was erased. */
export async function keepCredential(
  db: Executor,
  { kind, id }: Pick<Issued, 'kind' | 'id'>,
  made: { credential: string; credentialSha256: string },
): Promise<boolean> {
  const table = TABLES[kind];
  const kept = await db
    .update(table)
    .set(made)
    .where(and(eq(table.id, id), isNull(table.credential), isNull(table.erasedAt)))
    .returning({ id: table.id });
  return kept.length > 0;
}

/** Keeps the hash of a certificate's PDF for ever. False: another one was kept before, or the holder was erased. */
export async function keepPdf(db: Executor, id: string, pdfSha256: string): Promise<boolean> {
  const kept = await db
    .update(certificates)
    .set({ pdfSha256 })
    .where(and(eq(certificates.id, id), isNull(certificates.pdfSha256), isNull(certificates.erasedAt)))
    .returning({ id: certificates.id });
  return kept.length > 0;
}

/** Codes of certificates that have no PDF yet, by id from behind `after`. */
export async function listUnpressed(db: Executor, after: string | null, limit: number) {
  return db
    .select({ id: certificates.id, code: certificates.code })
    .from(certificates)
    .where(
      and(
        isNull(certificates.pdfSha256),
        isNull(certificates.erasedAt),
        after === null ? undefined : gt(certificates.id, after),
      ),
    )
    .orderBy(asc(certificates.id))
    .limit(limit);
}

/** Status entries, from `first` to `last`, of what is not valid any more. */
export async function listNotValid(db: Executor, first: number, last: number): Promise<number[]> {
  const rows = await db
    .select({ statusIndex: certificates.statusIndex })
    .from(certificates)
    .where(and(ne(certificates.state, 'valid'), between(certificates.statusIndex, first, last)));
  return rows.map(({ statusIndex }) => statusIndex);
}

/** The largest status index that was given so far; -1 before the first. */
export async function lastStatusIndex(db: Executor): Promise<number> {
  const [row] = await db.execute<{ last: number }>(sql`
    select greatest(
      coalesce((select max(${certificates.statusIndex}) from ${certificates}), -1),
      coalesce((select max(${moduleBadges.statusIndex}) from ${moduleBadges}), -1))::int as last`);
  return row?.last ?? -1;
}

/** Takes the names of an erased person out of everything that was issued to them; gives the hashes of the PDFs that stood in the storage. */
export async function eraseIssued(
  db: Executor,
  userId: string,
  at: Date,
): Promise<{ certificates: { id: string; pdfSha256: string | null }[] }> {
  const nameless = (snapshot: typeof certificates.snapshot | typeof moduleBadges.snapshot) =>
    sql<CertificateSnapshot>`jsonb_set(${snapshot}, '{holder}', '{"nameNative":"","nameLatin":"","nameLanguage":"und"}')`;
  const rows = await db
    .update(certificates)
    .set({ userId: null, snapshot: nameless(certificates.snapshot), credential: null, erasedAt: at })
    .where(eq(certificates.userId, userId))
    .returning({ id: certificates.id, pdfSha256: certificates.pdfSha256 });
  await db
    .update(moduleBadges)
    .set({ userId: null, snapshot: nameless(moduleBadges.snapshot), credential: null, erasedAt: at })
    .where(eq(moduleBadges.userId, userId));
  return { certificates: rows };
}

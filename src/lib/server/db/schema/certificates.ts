import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  CERTIFICATE_EVENTS,
  CERTIFICATE_STATES,
  type CertificateSnapshot,
} from '#lib/domain/certificates/certificate.ts';
import type { CertificateDesign } from '#lib/domain/certificates/design.ts';
import { users } from './accounts.ts';
import { moment } from './columns.ts';
import { courseRevisions, courses } from './courses.ts';

/** Gives every credential its own bit in the status lists, for ever. Gaps are harmless. */
export const credentialStatusIndex = pgSequence('credential_status_index', { startWith: 0, minValue: 0 });

const statusIndex = () =>
  integer()
    .notNull()
    .default(sql`nextval('credential_status_index')`)
    .unique();

/**
 * One row is one certificate, issued in the transaction that completes the course, once per learner and course; another only takes its place
 * when a name is corrected. Everything that is printed or signed stands in `snapshot` and is never changed: a later edit of the name, the course, the
 * design or a score does not reach it; only an erasure takes the holder's names out. `credential` and the PDF are made of it once, right after;
 * from then on `credential` is its very bytes, and the PDF stands in the storage under `certificates/<pdfSha256>`. `userId` is null once the
 * account was erased; the certificate stays.
 */
export const certificates = pgTable(
  'certificates',
  {
    id: uuid().primaryKey(),
    /** 26 characters of Crockford base 32 (130 bits) in groups; the address of the public page. */
    code: text().notNull().unique(),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    revisionId: uuid()
      .notNull()
      .references(() => courseRevisions.id),
    revisionNumber: integer().notNull(),
    state: text({ enum: CERTIFICATE_STATES }).notNull().default('valid'),
    /** The one that took its place; set exactly where the state is `superseded`. */
    supersededById: uuid().references((): AnyPgColumn => certificates.id),
    snapshot: jsonb().$type<CertificateSnapshot>().notNull(),
    issuedAt: moment().notNull(),
    statusIndex: statusIndex(),
    /** The signed credential, JSON, byte for byte as it is handed out. Null until it is made. */
    credential: text(),
    /** SHA-256 of the bytes of `credential`, hexadecimal: stays when they are erased. */
    credentialSha256: text(),
    /** SHA-256 of the PDF, hexadecimal. Null until it is made. */
    pdfSha256: text(),
    /** The holder's account was erased, and with it every name here, the credential and the PDF. The hashes still know the files. */
    erasedAt: moment(),
  },
  (t) => [
    uniqueIndex('certificates_once')
      .on(t.userId, t.courseId)
      .where(sql`${t.state} <> 'superseded'`),
    index('certificates_user').on(t.userId),
    index('certificates_newest').on(t.issuedAt.desc(), t.id.desc()),
    index('certificates_unpressed')
      .on(t.id)
      .where(sql`${t.pdfSha256} is null`),
    index('certificates_not_valid')
      .on(t.statusIndex)
      .where(sql`${t.state} <> 'valid'`),
  ],
);

/** One row is one thing that happened to a certificate: its history on the public page. Never changed, never deleted. */
export const certificateEvents = pgTable(
  'certificate_events',
  {
    id: uuid().primaryKey(),
    certificateId: uuid()
      .notNull()
      .references(() => certificates.id),
    at: moment().notNull(),
    event: text({ enum: CERTIFICATE_EVENTS }).notNull(),
    /** In the words of who did it, shown to everybody; null where none is asked for. */
    reason: text(),
    /** Null: the system. Shown to administrators. */
    actorId: uuid().references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [index('certificate_events_history').on(t.certificateId, t.at)],
);

/** One row is one wish of a holder to have the names on a certificate corrected, and what became of it. At most one is open per certificate. */
export const nameCorrections = pgTable(
  'name_corrections',
  {
    id: uuid().primaryKey(),
    certificateId: uuid()
      .notNull()
      .references(() => certificates.id),
    nameNative: text().notNull(),
    nameLatin: text().notNull(),
    nameLanguage: text().notNull(),
    reason: text().notNull(),
    askedAt: moment().notNull(),
    /** Null: open. */
    decidedAt: moment(),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    granted: boolean(),
    /** What the holder is told, where it was refused. */
    answer: text(),
  },
  (t) => [
    uniqueIndex('name_corrections_one_open')
      .on(t.certificateId)
      .where(sql`${t.decidedAt} is null`),
    index('name_corrections_certificate').on(t.certificateId),
    index('name_corrections_open')
      .on(t.askedAt)
      .where(sql`${t.decidedAt} is null`),
  ],
);

/**
 * One row is one public key that this platform signed with. The secret stands in `DATA_DIR` or `ISSUER_KEY`, never here. Never deleted: what it
 * signed must stay checkable. What is signed after `retiredAt` is not ours.
 */
export const issuerKeys = pgTable('issuer_keys', {
  /** Multibase of an Ed25519 key. */
  publicKeyMultibase: text().primaryKey(),
  createdAt: moment().notNull(),
  retiredAt: moment(),
});

/** One row is how the certificates of one course look from now on. Those that were issued keep theirs in their snapshot. */
export const certificateDesigns = pgTable('certificate_designs', {
  courseId: uuid()
    .primaryKey()
    .references(() => courses.id),
  design: jsonb().$type<CertificateDesign>().notNull(),
  editedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  editedAt: moment().notNull(),
});

/** One row is the badge of one module, earned with its completion: as frozen as a certificate. `module` names the entry of the snapshot. */
export const moduleBadges = pgTable(
  'module_badges',
  {
    id: uuid().primaryKey(),
    code: text().notNull().unique(),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    moduleKey: text().notNull(),
    snapshot: jsonb().$type<CertificateSnapshot>().notNull(),
    issuedAt: moment().notNull(),
    statusIndex: statusIndex(),
    /** As of a certificate. */
    credential: text(),
    credentialSha256: text(),
    erasedAt: moment(),
  },
  (t) => [
    unique('module_badges_once').on(t.userId, t.courseId, t.moduleKey),
    index('module_badges_unsigned')
      .on(t.id)
      .where(sql`${t.credential} is null`),
  ],
);

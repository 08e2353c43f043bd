import type { CertificateSnapshot, CertificateState } from './certificate.ts';

/** A certificate of a course, or the badge of one module of it. */
export type IssuedKind = 'certificate' | 'badge';

/** What a program may know of a code: what the public page shows, and what it takes to check a file. Moments are ISO 8601 in UTC. */
export interface PublicRecord {
  code: string;
  kind: IssuedKind;
  state: CertificateState;
  /** Code of the certificate that took its place. */
  supersededBy: string | null;
  /** When and why it was revoked; null where it is not. */
  revoked: { at: string; reason: string | null } | null;
  /** The holder's account was erased, and the names with it. */
  erasedAt: string | null;
  holder: CertificateSnapshot['holder'];
  /** The course, and of a badge its module: titles in the language of the course. */
  course: { title: string; language: string };
  module: { title: string } | null;
  issuedAt: string;
  /** SHA-256 of the files as they were issued, hexadecimal. Null: there is no such file (yet). */
  credentialSha256: string | null;
  pdfSha256: string | null;
  /** Who signed it, with every public key that ever signed. */
  issuer: {
    name: string;
    keys: { publicKeyMultibase: string; createdAt: string; retiredAt: string | null }[];
  };
}

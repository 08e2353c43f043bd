import type { IssuedFile } from './issued-file.ts';
import type { PublicRecord } from './public-record.ts';

/** What the check of a signature said; null where the file has none to check. */
export type SignatureFinding = 'fits' | 'unsigned' | 'changed' | 'expired-key' | null;

/** What is known of a file. */
export interface FileFacts {
  kind: IssuedFile['kind'];
  /** SHA-256 of the bytes that are compared, hexadecimal. */
  sha256: string;
  /** Codes that the file names. */
  codes: readonly string[];
  /** What is known of those codes; unknown ones are missing. */
  records: readonly KnownRecord[];
  signature: SignatureFinding;
}

export type KnownRecord = Pick<PublicRecord, 'code' | 'state' | 'credentialSha256' | 'pdfSha256'>;

export type FileVerdict =
  /** The very file that was issued under this code, and what became of the code since. */
  | { answer: 'valid' | 'revoked' | 'superseded'; code: string }
  /** It names this code, and is not the file that was issued under it. */
  | { answer: 'changed'; code: string; signatureFits: boolean }
  | { answer: 'not-ours'; why: 'no-code' | 'unknown-code' | 'signature' };

/**
 * Whether a file may be relied on. Its bytes must be those that were issued under a code that it names, the signature of a credential must be ours, and the
 * code must still hold. What the file says of itself counts for nothing.
 *
 * Worked example: a PDF that names code A and has the hash of A's PDF is `valid`, or what A's state says. With one byte of it changed the hash is
 * another one: `changed`, of A. When that byte was in the code, no record is known: `not-ours`.
 */
export function judgeFile(facts: FileFacts): FileVerdict {
  const { kind, records, signature } = facts;
  const issued = records.find((record) => hashOf(record, kind) === facts.sha256);
  if (issued) {
    if (kind !== 'pdf' && signature !== 'fits') return { answer: 'not-ours', why: 'signature' };
    return { answer: issued.state, code: issued.code };
  }
  const [named] = records;
  if (named) return { answer: 'changed', code: named.code, signatureFits: signature === 'fits' };
  return { answer: 'not-ours', why: facts.codes.length > 0 ? 'unknown-code' : 'no-code' };
}

/** What a file of this kind must be, byte for byte; null where nothing of the kind was issued. */
function hashOf(record: KnownRecord, kind: FileFacts['kind']): string | null {
  if (kind === 'other') return null;
  return kind === 'pdf' ? record.pdfSha256 : record.credentialSha256;
}

/** A file that was judged, with what is known of the codes in it. */
export interface CheckedFile {
  kind: FileFacts['kind'];
  verdict: FileVerdict;
  records: PublicRecord[];
}

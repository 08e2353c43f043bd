import { judgeFile, type CheckedFile } from '#lib/domain/certificates/file-verdict.ts';
import { LARGEST_FILE_BYTES, readIssuedFile, type IssuedFile } from '#lib/domain/certificates/issued-file.ts';
import type { PublicRecord } from '#lib/domain/certificates/public-record.ts';
import { routes } from '../routes.ts';

/** Why a file could not be judged. `no-tls`: this address has no TLS, so the browser checks no signatures here. */
export type CheckProblem = 'too-large' | 'unreadable' | 'unreachable' | 'too-many' | 'no-tls';

export class CheckError extends Error {
  readonly problem: CheckProblem;
  constructor(problem: CheckProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** The part of a file that is needed. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'stream'>;

/**
 * Judges a file where it is. The file is not sent anywhere: only the codes found in it are asked after. `onRead` hears from 0 to 1 how far the reading is.
 * Throws `CheckError`.
 */
export async function checkFile(file: ChosenFile, onRead: (part: number) => void): Promise<CheckedFile> {
  if (file.size > LARGEST_FILE_BYTES) throw new CheckError('too-large');
  const read = readIssuedFile(await bytesOf(file, onRead));
  const records = await recordsOf(read.codes);
  const signature = await signatureIn(read, records);
  const sha256 = await hashOf(read.compared);
  return {
    kind: read.kind,
    verdict: judgeFile({ kind: read.kind, sha256, codes: read.codes, records, signature }),
    records,
  };
}

async function bytesOf(file: ChosenFile, onRead: (part: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size);
  let at = 0;
  try {
    const reader = file.stream().getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      bytes.set(piece.value, at);
      at += piece.value.length;
      onRead(at / file.size);
    }
  } catch {
    // Taken away, or changed, while it was read.
    throw new CheckError('unreadable');
  }
  return bytes;
}

async function recordsOf(codes: readonly string[]): Promise<PublicRecord[]> {
  const found: PublicRecord[] = [];
  for (const code of codes) {
    const response = await fetch(routes.issued(code)).catch(() => null);
    if (response?.status === 404) continue;
    if (response?.status === 429) throw new CheckError('too-many');
    if (!response?.ok) throw new CheckError('unreachable');
    found.push((await response.json()) as PublicRecord);
  }
  return found;
}

/** The code that checks signatures is large: it comes when a file has one that counts. */
async function signatureIn(file: IssuedFile, records: readonly PublicRecord[]) {
  if (file.credential === null || records.length === 0) return null;
  if (!hasWebCrypto()) throw new CheckError('no-tls');
  const { signatureOf } = await import('#lib/credential/signature-of.ts').catch(() => {
    throw new CheckError('unreachable');
  });
  return signatureOf(file, records);
}

/** Browsers have it only where the address is secure. */
const hasWebCrypto = () => 'subtle' in crypto;

async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = hasWebCrypto()
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
    : (await import('@noble/hashes/sha2.js')).sha256(bytes);
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * A file of answers, for when handing in cannot reach the server. It is a JSON Web Signature in its compact form (RFC 7515): header, payload
 * and signature in base64url with dots between, signed with HMAC-SHA-256 under a key that the server gave to this one attempt's page.
 *
 * What the signature proves: a page of this attempt wrote the file, and nobody changed it on its way. What it cannot prove: when the answers
 * were given, since the learner's own browser holds the key and sets `savedAt`. So when it may be handed in is decided by the server's clock.
 */
export interface AnswersFile {
  attempt: string;
  /** By the clock of the browser, ISO 8601. For people; nothing is decided by it. */
  savedAt: string;
  answers: FileAnswer[];
}

export interface FileAnswer {
  question: string;
  /** Sequence number of the answer: a later one wins, in the file as on the line. */
  seq: number;
  /** As the page would have sent it; null: not answered. */
  answer: unknown;
}

/** What was read from a file, with its parts for the check of the signature. Nothing in it is trusted before that. */
export interface ReadAnswersFile extends AnswersFile {
  /** The characters that are signed: header and payload with their dot. */
  signed: string;
  signature: string;
}

/** Ten questions with an essay each are far below; in characters. */
export const LARGEST_ANSWERS_FILE = 400_000;
const MOST_ANSWERS = 200;
const LARGEST_SEQ = 1_000_000_000;
const HEADER = { alg: 'HS256', typ: 'pathways-answers' };

/** The part of a file that is signed. */
export const answersToSign = ({ attempt, savedAt, answers }: AnswersFile): string =>
  `${encode(HEADER)}.${encode({ attempt, savedAt, answers })}`;

/** Null: it is no file of answers. Other headers, algorithms above all, are not read. */
export function readAnswersFile(text: string): ReadAnswersFile | null {
  if (text.length > LARGEST_ANSWERS_FILE) return null;
  const [, header, payload, signature] =
    /^([\w-]+)\.([\w-]+)\.([\w-]{43})$/.exec(text.replaceAll(/\s/g, '')) ?? [];
  if (!header || !payload || !signature || header !== encode(HEADER)) return null;
  const { attempt, savedAt, answers } = decode(payload);
  if (typeof attempt !== 'string' || typeof savedAt !== 'string' || !isAnswers(answers)) return null;
  return { attempt, savedAt, answers, signed: `${header}.${payload}`, signature };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAnswers = (list: unknown): list is FileAnswer[] =>
  Array.isArray(list) &&
  list.length <= MOST_ANSWERS &&
  list.every(
    (one) =>
      isRecord(one) &&
      typeof one['question'] === 'string' &&
      Number.isSafeInteger(one['seq']) &&
      Number(one['seq']) >= 0 &&
      Number(one['seq']) <= LARGEST_SEQ &&
      'answer' in one,
  );

const encode = (value: unknown): string => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));

/** Bytes as RFC 4648 writes them for addresses, without padding. */
export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );

function decode(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(part)));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

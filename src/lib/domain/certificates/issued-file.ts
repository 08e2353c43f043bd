import { parseCode } from './certificate-code.ts';

/** `badge`: a picture with a credential inside. `other`: nothing that we issue. */
export type FileKind = 'pdf' | 'credential' | 'badge' | 'other';

/** What a file is, read from its bytes; its name counts for nothing. */
export interface IssuedFile {
  kind: FileKind;
  /** The bytes that are compared with what was issued: the whole file, or the credential inside a picture. */
  compared: Uint8Array;
  /** The credential as a document, not trusted yet; null where there is none or it is too large to be ours. */
  credential: unknown;
  /** Canonical codes that it names, each once, those of links first. */
  codes: string[];
}

/** More codes than this are not looked up: what we issue names one. */
export const MOST_CODES = 5;
/** A credential of ours has about 4 KB. */
export const LARGEST_CREDENTIAL_BYTES = 64_000;
/** What the form takes. */
export const LARGEST_SENT_FILE_BYTES = 5_000_000;
/** What a browser reads. */
export const LARGEST_FILE_BYTES = 50_000_000;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Reads what a file says of itself; takes nothing apart that is packed, so that no file can grow under the reading. Never throws.
 *
 * Worked example: a text `{"id":"https://a.example/verify/7q4km-…"}` is a credential that names the code `7Q4KM-…`, and all its bytes are compared.
 */
export function readIssuedFile(bytes: Uint8Array): IssuedFile {
  const text = asLatin(bytes);
  const whole = { compared: bytes, credential: null, codes: codesIn(text) };
  if (text.slice(0, 1024).includes('%PDF-')) return { kind: 'pdf', ...whole };
  if (PNG.every((byte, index) => bytes[index] === byte)) return pictureWith(credentialInPng(bytes), whole);
  if (/^\s*\{/.test(text)) return credentialFile(bytes, whole.codes);
  if (/<svg[\s>]/.test(text)) return pictureWith(credentialInSvg(bytes), whole);
  return { kind: 'other', ...whole };
}

type Whole = Omit<IssuedFile, 'kind'>;

/** White space around a credential is its frame's; as it is issued, it ends with one line break. */
const pictureWith = (inside: string | null, whole: Whole): IssuedFile =>
  inside === null
    ? { kind: 'other', ...whole }
    : { ...credentialFile(asBytes(`${inside.trim()}\n`), whole.codes), kind: 'badge' };

function credentialFile(compared: Uint8Array, codes: string[]): IssuedFile {
  const credential = compared.length <= LARGEST_CREDENTIAL_BYTES ? parsed(asText(compared)) : null;
  const own = addressOf(credential);
  const named = own === null ? codes : [own, ...codes.filter((code) => code !== own)];
  return { kind: 'credential', compared, credential, codes: named.slice(0, MOST_CODES) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The code in the `id` of a credential, however its letters are escaped. */
function addressOf(credential: unknown): string | null {
  if (typeof credential !== 'object' || credential === null) return null;
  const { id } = credential as { id?: unknown };
  return typeof id === 'string' ? parseCode(id) : null;
}

const LINKED = /\/verify\/([0-9a-tv-z-]{26,32})/gi;
const PRINTED = /(?<![0-9a-z])[0-9a-tv-z]{5}(?:-[0-9a-tv-z]{5}){3}-[0-9a-tv-z]{6}(?![0-9a-z])/gi;
/** A text that is full of something like codes is not read to its end. */
const MOST_MATCHES = 1000;

/** Codes that a text names: first those in links to a record, then those that stand as they are printed; at most `MOST_CODES`. */
function codesIn(text: string): string[] {
  const found = new Set<string>();
  for (const pattern of [LINKED, PRINTED]) {
    let left = MOST_MATCHES;
    for (const match of text.matchAll(pattern)) {
      const code = parseCode(match[1] ?? match[0]);
      if (code) found.add(code);
      if (found.size === MOST_CODES) return [...found];
      if ((left -= 1) === 0) break;
    }
  }
  return [...found];
}

const asLatin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const asBytes = (text: string) => new TextEncoder().encode(text);

const [OPENING, CLOSING] = ['<openbadges:credential', '</openbadges:credential>'];

/**
 * The one credential of an SVG (https://www.imsglobal.org/spec/ob/v3p0/#baked-badge), quoted as CDATA; null for none and for several. Looked for by
 * plain search: a pattern over a text that opens a thousand times and never closes would take its square.
 */
function credentialInSvg(bytes: Uint8Array): string | null {
  const text = asText(bytes);
  const opening = text.indexOf(OPENING);
  if (opening < 0 || text.indexOf(OPENING, opening + 1) >= 0) return null;
  const begin = text.indexOf('>', opening) + 1;
  const end = text.indexOf(CLOSING, begin);
  return begin === 0 || end < 0 ? null : unquoted(text.slice(begin, end));
}

/** What stands in the CDATA sections of a text; null for nothing. */
function unquoted(text: string): string | null {
  const parts = text.split('<![CDATA[').slice(1);
  const inside = parts.map((part) => part.slice(0, Math.max(0, part.indexOf(']]>')))).join('');
  return inside === '' ? null : inside;
}

const KEYWORD = 'openbadgecredential\0';

/** The one credential of a PNG, in an iTXt chunk that is not compressed; null for none and for several. */
function credentialInPng(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: (string | null)[] = [];
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) return null;
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (asLatin(bytes.subarray(at + 4, at + 8)) === 'iTXt' && asLatin(chunk).startsWith(KEYWORD))
      found.push(textOfChunk(chunk.subarray(KEYWORD.length)));
    at += 12 + length;
  }
  const [one] = found;
  return found.length === 1 && one !== undefined ? one : null;
}

/** Compression flag and method, language, translated keyword, text. */
function textOfChunk(rest: Uint8Array): string | null {
  if (rest[0] !== 0) return null;
  const language = rest.indexOf(0, 2);
  const keyword = language < 0 ? -1 : rest.indexOf(0, language + 1);
  return keyword < 0 ? null : asText(rest.subarray(keyword + 1));
}

import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { LeftOut } from '../bank.ts';

export const ZIP_LIMITS = { entries: 1_000, entryBytes: 5 * 1024 * 1024, totalBytes: 50 * 1024 * 1024 };

const LINK = 0o120000;
const FILE_TYPE = 0o170000;

/**
 * The files of a zip archive by name, all in memory: nothing is written. An archive is refused as a whole, by `LeftOut`, when an entry's name
 * leaves the archive (`..`, an absolute path), is a link, is encrypted or stands twice, and when there are too many or too large ones. Sizes
 * are counted on what is really unpacked, whatever the headers say.
 */
export async function readZip(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const archive = await opened(bytes);
  if (archive.entryCount > ZIP_LIMITS.entries)
    throw new LeftOut('archive-too-many', String(archive.entryCount));
  const entries = await orBroken('', async () => {
    const all: Entry[] = [];
    for await (const entry of archive.eachEntry()) all.push(entry);
    return all;
  });
  requireSafe(entries);
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of entries.filter(({ fileName }) => !fileName.endsWith('/'))) {
    const content = await orBroken(entry.fileName, () => contentOf(archive, entry));
    total += content.length;
    if (total > ZIP_LIMITS.totalBytes) throw new LeftOut('archive-too-large', entry.fileName);
    files.set(entry.fileName, content);
  }
  return files;
}

const opened = (bytes: Uint8Array): Promise<ZipFile> =>
  orBroken('', () =>
    yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      strictFileNames: true,
      validateEntrySizes: true,
    }),
  );

/** What the reader of archives refuses: a name that leaves the archive by the words of its validation, anything else is broken. */
async function orBroken<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LeftOut) throw error;
    const message = error instanceof Error ? error.message : '';
    const [, path] =
      /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/s.exec(message) ?? [];
    if (path !== undefined) throw new LeftOut('archive-path', path.replaceAll(/\p{Cc}/gu, '?'));
    throw new LeftOut('archive-broken', name);
  }
}

function requireSafe(entries: readonly Entry[]): void {
  const names = new Set<string>();
  for (const entry of entries) {
    const name = entry.fileName;
    if (name === '' || /^[a-z]:|\p{Cc}/iu.test(name) || name.split('/').includes('.'))
      throw new LeftOut('archive-path', name.replaceAll(/\p{Cc}/gu, '?'));
    if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK) throw new LeftOut('archive-link', name);
    if (entry.isEncrypted()) throw new LeftOut('archive-encrypted', name);
    // On many systems both would be one file.
    const folded = name.normalize('NFC').toLowerCase();
    if (names.has(folded)) throw new LeftOut('archive-duplicate', name);
    names.add(folded);
  }
}

async function contentOf(archive: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.uncompressedSize > ZIP_LIMITS.entryBytes) throw new LeftOut('archive-too-large', entry.fileName);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of await archive.openReadStreamPromise(entry)) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > ZIP_LIMITS.entryBytes) throw new LeftOut('archive-too-large', entry.fileName);
  }
  const content = Buffer.concat(parts);
  if (crc32(content) !== entry.crc32) throw new LeftOut('archive-broken', entry.fileName);
  return content;
}

import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** The first day that a zip archive knows: the same questions give the same bytes. */
const FIRST_DAY = new Date(1980, 0, 1);

/** A zip archive of the files, in their order. */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const archive = new yazl.ZipFile();
  for (const [name, content] of files)
    archive.addBuffer(Buffer.from(content), name, {
      mtime: FIRST_DAY,
      mode: 0o100644,
      forceDosTimestamp: true,
    });
  archive.end();
  return buffer(archive.outputStream);
}

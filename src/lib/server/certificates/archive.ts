import { Readable } from 'node:stream';
import yazl from 'yazl';

/** A file of an archive; `read` is called when it is its turn. */
export interface ArchivedFile {
  name: string;
  read(): Promise<Uint8Array>;
}

/**
 * A zip archive of the files, in their order, made while it is sent: one file is in memory at a time. The same files and moment give the same bytes. Where
 * a file cannot be read the stream breaks off, so that nobody takes a part for the whole.
 */
export function streamArchive(files: readonly ArchivedFile[], at: Date): ReadableStream<Uint8Array> {
  const archive = new yazl.ZipFile();
  const out = archive.outputStream as Readable;
  archive.on('error', (error: Error) => out.destroy(error));
  for (const { name, read } of files)
    archive.addReadStreamLazy(name, { mtime: at, mode: 0o100644 }, (give) => {
      read().then(
        (bytes) => give(null, Readable.from([Buffer.from(bytes)])),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  archive.end();
  return Readable.toWeb(out) as ReadableStream<Uint8Array>;
}

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { MediaFacts } from '#lib/domain/courses/media-check.ts';
import { mediaWorker, type Finding, type Given, type Wanted } from './media-worker.ts';

/** A file that need not be in memory. */
export interface MediaBytes {
  size: number;
  /** From `from` up to, not including, `to`; both within the file. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** The index of a recording of three hours has some megabytes; a file that wants more than this read is not one. */
const LARGEST = { read: 48 * 1024 * 1024, reads: 160 * 1024 * 1024 };
const LONGEST_MILLISECONDS = 60_000;
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };

/**
 * What a file is, from its bytes alone: container, codecs, size of the picture, duration. Little of a large file is read. A broken file, or one that was
 * made for it, can keep its reader busy for ever or make it want endless memory (a table of four thousand million entries is a few bytes): so it is
 * read in a thread of its own, which is ended when it takes too long or too much; such a file is `unreadable`. Throws what reading throws.
 */
export async function readMedia(file: MediaBytes, longest = LONGEST_MILLISECONDS): Promise<Finding> {
  const worker = new Worker(programme(), {
    eval: true,
    workerData: { size: file.size },
    resourceLimits: MEMORY,
  });
  const timer = setTimeout(() => void worker.terminate(), longest);
  try {
    return await new Promise<Finding>((resolve, reject) => {
      worker.on('message', (said: Wanted | Finding) => {
        if (!('from' in said)) return resolve(said);
        file.read(said.from, said.to).then((bytes) => {
          const given: Given = bytes;
          worker.postMessage(given);
        }, reject);
      });
      worker.once('error', () => resolve({ problem: 'unreadable' }));
      worker.once('exit', () => resolve({ problem: 'unreadable' }));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** Bundles and tests move files, so the thread is started from text; the library it finds by its path. */
function programme(): string {
  const library = createRequire(import.meta.url).resolve('mediabunny');
  const given = [
    `require('node:worker_threads')`,
    `require(${JSON.stringify(library)})`,
    JSON.stringify(LARGEST),
  ];
  return `(${mediaWorker.toString()})(${given.join(', ')})`;
}

const startsWith = (head: Uint8Array, at: number, text: string) =>
  [...text].every((sign, index) => head[at + index] === sign.charCodeAt(0));

/** Does it begin as MP4, WebM or Ogg do? For the first piece of an upload, so that nobody sends the rest in vain. */
export const beginsLikeMedia = (head: Uint8Array): boolean =>
  startsWith(head, 4, 'ftyp') || startsWith(head, 0, '\x1a\x45\xdf\xa3') || startsWith(head, 0, 'OggS');

export type { Finding, MediaFacts };

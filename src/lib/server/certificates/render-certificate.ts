import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { createPool } from './press-pool.ts';
import type { CertificateInput, RenderedCertificate } from './press.ts';

export type { CertificateInput, RenderedCertificate };

/**
 * Where template.typ, fonts/ and the thread's own file stand. They are read from disk, not bundled: the built server runs from the project root,
 * and the command line runs the same files without a build.
 */
export const CERTIFICATE_FOLDER = 'src/lib/server/certificates';

/** A thread holds the fonts and a compiler, about 110 MB, and makes fifty certificates a second: two are enough, however many cores there are. */
const MOST_THREADS = 2;
/** Memory was seen to stay level without; should a library begin to keep what it made, it is given back now and then. */
const JOBS_PER_THREAD = 5_000;

export interface Renderer {
  render: (input: CertificateInput) => Promise<RenderedCertificate>;
  /** Ends the threads at once. */
  close: () => Promise<void>;
}

/** A renderer with threads of its own, started at the first certificate: the event loop of the process never waits for one. */
export function createRenderer({
  folder = CERTIFICATE_FOLDER,
  threads = Math.min(availableParallelism(), MOST_THREADS),
} = {}): Renderer {
  const pool = createPool<CertificateInput, RenderedCertificate>({
    file: resolve(CERTIFICATE_FOLDER, 'press-thread.ts'),
    workerData: { folder: resolve(folder) },
    size: threads,
    jobsPerThread: JOBS_PER_THREAD,
  });
  return { render: pool.run, close: pool.close };
}

const press = createRenderer();

/**
 * The PDF of a certificate, drawn from its frozen snapshot alone, in a thread: the same input gives the same bytes. `missing` are letters that
 * no font of the house holds. Rejects where it could not be made, such as for a picture that is none.
 */
export const renderCertificate = press.render;

/** Ends the threads of `renderCertificate`; for a process that wants to end now. Idle threads end by themselves. */
export const closePress = press.close;

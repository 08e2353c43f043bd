import type { Executor } from '../db/client.ts';

/** What each kind of job is told. Data is stored as JSON and survives a restart: keys and ids, never objects. */
export interface JobData {
  'deliver-letter': { letterId: string };
  /** Deletes bytes that nothing names any more: objects, and the pieces of uploads. */
  'discard-media': { keys: string[]; uploads: { id: string; sizeBytes: number }[] };
  /** Goes on with a regrade until it is finished. */
  regrade: { regradeId: string };
  /** Writes the letters of a message of staff. */
  'mail-announcement': { announcementId: string };
  /** Signs and draws what was issued under a code. */
  'press-issued': { code: string };
  'press-waiting': Record<string, never>;
  'sweep-sessions': Record<string, never>;
}

export type JobName = keyof JobData;

/**
 * Work that happens after the answer. A job is enqueued with the caller's transaction, so it exists exactly when the change that causes it
 * does; it may run more than once (after a crash), so what it does must bear repeating.
 */
export interface Jobs {
  enqueue<N extends JobName>(
    ctx: { db: Executor },
    name: N,
    data: JobData[N],
    /** Not before so many seconds have passed. */
    options?: { afterSeconds?: number },
  ): Promise<void>;
  /** This instance works on such jobs from now on; one that throws is tried again later. */
  work<N extends JobName>(name: N, handler: (data: JobData[N]) => Promise<void>): Promise<void>;
  /** Finishes what is in hand and takes no more. */
  stop(): Promise<void>;
}

export { createJobs } from './jobs-postgres.ts';

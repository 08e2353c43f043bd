import { sweepSessions } from '../auth/sessions.ts';
import type { Config } from '../config.ts';
import type { Executor } from '../db/client.ts';
import { createPost, deliverLetter } from '../mail/deliver-letter.ts';
import { deleteOldTokens } from '../queries/accounts.ts';
import type { Jobs } from './jobs.ts';

const TOKENS_KEPT_MILLISECONDS = 30 * 86_400_000;

/**
 * What a running instance does in the background: deletes expired sessions, old links and, with `sweep`, what else lay too long once a day, and delivers letters where a mail
 * server is configured. Every instance may do it; each job is done by one.
 */
export async function startJobs(given: {
  jobs: Jobs;
  db: Executor;
  config: Pick<Config, 'smtpUrl' | 'mailFrom'>;
  sweep?: () => Promise<void>;
}): Promise<void> {
  const { jobs, db, config, sweep } = given;
  await jobs.work('sweep-sessions', async () => {
    await sweepSessions(db);
    await deleteOldTokens(db, new Date(Date.now() - TOKENS_KEPT_MILLISECONDS));
    await sweep?.();
  });
  if (!config.smtpUrl) return;
  const post = createPost({ url: config.smtpUrl, from: config.mailFrom });
  await jobs.work('deliver-letter', ({ letterId }) =>
    deliverLetter(db, post, { letterId, now: () => new Date() }),
  );
}

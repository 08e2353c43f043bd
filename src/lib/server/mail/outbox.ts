import { newId } from '../context.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { insertLetter } from '../queries/outbox.ts';
import type { Mail } from './mail.ts';

/** Mail that is written to the outbox; its delivery is enqueued where there are jobs for it (a mail server is configured). */
export function createMail(jobs: Jobs | null): Mail {
  return {
    async send(ctx, { id = newId(ctx), ...letter }) {
      await insertLetter(ctx.db, { id, ...letter, createdAt: ctx.now() });
      await jobs?.enqueue(ctx, 'deliver-letter', { letterId: id });
    },
  };
}

import { newId } from '../context.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { insertLetter, insertLetters } from '../queries/outbox.ts';
import type { Mail } from './mail.ts';

const AT_ONCE = 500;

/** Mail that is written to the outbox; its delivery is enqueued where there are jobs for it (a mail server is configured). */
export function createMail(jobs: Jobs | null): Mail {
  return {
    async send(ctx, { id = newId(ctx), ...letter }) {
      await insertLetter(ctx.db, { id, ...letter, createdAt: ctx.now() });
      await jobs?.enqueue(ctx, 'deliver-letter', { letterId: id });
    },
    async sendAll(ctx, letters) {
      const rows = letters.map(({ id = newId(ctx), ...letter }) => ({ id, ...letter, createdAt: ctx.now() }));
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        const some = rows.slice(from, from + AT_ONCE);
        await insertLetters(ctx.db, some);
        if (jobs)
          await Promise.all(some.map(({ id }) => jobs.enqueue(ctx, 'deliver-letter', { letterId: id })));
      }
    },
  };
}

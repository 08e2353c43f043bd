import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { routes } from '../../client/routes.ts';
import { TABLE_FORMATS } from '../../domain/tables/table-format.ts';
import { openSession, SESSION_COOKIE } from '../../server/auth/sessions.ts';
import { startBuilt } from '../built-server.ts';
import type { House } from '../house.ts';
import { say } from '../lines.ts';
import { memoryOf } from './memory-of.ts';

const PORT = 43_118;

/** Takes the learners of a cohort along from the built product, a process of its own: in each format the seconds, the bytes, and the server's memory. */
export async function measureExports(
  house: House,
  { cohortId, actorId }: { cohortId: string; actorId: string },
): Promise<void> {
  const session = await openSession(house.platform.database.db, {
    userId: actorId,
    userAgent: 'bench',
    now: new Date(),
  });
  const headers = { cookie: `${SESSION_COOKIE}=${session.value}` };
  for (const format of TABLE_FORMATS) {
    const server = await startBuilt({
      databaseUrl: house.config.databaseUrl ?? '',
      port: PORT,
      with: join(import.meta.dirname, 'tell-memory.ts'),
    });
    try {
      say(`  ${format}: the server at the start ${await memoryOf(server)}`);
      const started = performance.now();
      const answer = await fetch(`http://127.0.0.1:${PORT}${routes.cohortTable(cohortId, format)}`, {
        headers,
      });
      if (!answer.ok || !answer.body)
        throw new Error(`The table as ${format} was refused: ${answer.status}.`);
      let bytes = 0;
      for await (const part of answer.body) bytes += part.byteLength;
      const seconds = (performance.now() - started) / 1_000;
      say(
        `  ${format}: ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(0)} s, the server then ${await memoryOf(server)}`,
      );
    } finally {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  }
}

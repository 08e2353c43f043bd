import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

const inMegabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;

/** The whole process as Linux tells it, now and at most; of it the objects of JavaScript, and what they hold outside of their heap. */
export async function memoryOf(server: ChildProcess): Promise<string> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8').catch(() => '');
  const most = /VmHWM:\s+(\d+)/.exec(status)?.[1];
  server.send('memory');
  const [{ memory }] = (await once(server, 'message')) as [{ memory: NodeJS.MemoryUsage }];
  return (
    `${inMegabytes(memory.rss)} (at most ${most ? inMegabytes(Number(most) * 1_024) : 'unknown'}), heap ` +
    `${inMegabytes(memory.heapUsed)} used of ${inMegabytes(memory.heapTotal)}, external ${inMegabytes(memory.external)}`
  );
}

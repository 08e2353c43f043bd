import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LARGEST_SENT_FILE_BYTES } from '#lib/domain/certificates/issued-file.ts';
import { root } from './folders.ts';
import type { Prepared } from './prepare-house.ts';

const LONGEST_START_MILLISECONDS = 60_000;

/** The built product (`npm run build`): a program of its own with its own pools, which reads its settings from the environment. */
export async function loadBuilt(settings: { databaseUrl: string; origin: string }): Promise<RequestListener> {
  process.env['DATABASE_URL'] = settings.databaseUrl;
  process.env['ORIGIN'] = settings.origin;
  // The largest file that a page takes, and its form around it; every other page is held to less (server/http/body-limit.ts).
  process.env['BODY_SIZE_LIMIT'] = String(LARGEST_SENT_FILE_BYTES + 100_000);
  const { handler } = (await import(pathToFileURL(join(root, 'build', 'handler.js')).href)) as {
    handler: RequestListener;
  };
  return handler;
}

/** Lets the built product finish its jobs and close its pools. Call it before the database stops. */
export async function closeBuilt(): Promise<void> {
  const waiting: Promise<unknown>[] = [];
  const emit = process.emit.bind(process) as (event: string, closing: unknown) => boolean;
  emit('sveltekit:shutdown', { waitFor: (work: Promise<unknown>) => waiting.push(work) });
  await Promise.allSettled(waiting);
}

/** The preparation failed, and its program has said why. */
export class NotPrepared extends Error {}

/** Runs `prepare-house.ts` to its end; what is to be said to people once the product answers. Throws `NotPrepared`. */
export async function prepareHouse(settings: { databaseUrl: string; demo: boolean }): Promise<string[]> {
  const child = fork(join(import.meta.dirname, 'prepare-house.ts'), {
    execArgv: [],
    env: { ...process.env, DATABASE_URL: settings.databaseUrl, DEMO: settings.demo ? '1' : '0' },
  });
  let lines: string[] = [];
  child.on('message', (prepared: Prepared) => (lines = prepared.lines));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new NotPrepared();
  return lines;
}

/** The built product as a process of its own on a port of this machine, ready to answer. End it with `SIGTERM`. */
export async function startBuilt(settings: {
  databaseUrl: string;
  port: number;
  /** A program that is loaded into it. */
  with?: string;
}): Promise<ChildProcess> {
  const origin = `http://127.0.0.1:${settings.port}`;
  const child = fork(join(root, 'src/lib/cli/start.ts'), {
    // As scripts/start.js and the Dockerfile start it.
    execArgv: [
      '--max-semi-space-size=4',
      '--heap-growing-percent=60',
      ...(settings.with ? ['--import', pathToFileURL(settings.with).href] : []),
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: settings.databaseUrl,
      PORT: String(settings.port),
      ORIGIN: origin,
      DEMO: '0',
    },
  });
  const until = Date.now() + LONGEST_START_MILLISECONDS;
  while (!(await isReady(origin))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`No server came up at ${origin}.`);
    await setTimeout(100);
  }
  return child;
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

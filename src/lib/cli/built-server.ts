import { fork, type ChildProcess } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './folders.ts';

const LONGEST_START_MILLISECONDS = 60_000;

/** The built product (`npm run build`): a program of its own with its own pools, which reads its settings from the environment. */
export async function loadBuilt(settings: { databaseUrl: string; origin: string }): Promise<RequestListener> {
  process.env['DATABASE_URL'] = settings.databaseUrl;
  process.env['ORIGIN'] = settings.origin;
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

/** The built product as a process of its own on a port of this machine, ready to answer. End it with `SIGTERM`. */
export async function startBuilt(settings: { databaseUrl: string; port: number }): Promise<ChildProcess> {
  const origin = `http://127.0.0.1:${settings.port}`;
  const child = fork(join(root, 'src/lib/cli/start.ts'), {
    // As scripts/start.js and the Dockerfile start it.
    execArgv: ['--max-semi-space-size=4'],
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

import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './folders.ts';

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

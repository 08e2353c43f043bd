import { deviceStore } from '#lib/client/offline/device-store.ts';
import { KeptAnswers } from '#lib/client/offline/kept-answers.ts';
import { sendWaiting } from '#lib/client/offline/send-waiting.ts';
import { SYNC_TAG } from '#lib/client/offline/sync-tag.ts';

/**
 * Listens and hands on; what is decided stands in lib/client/offline. Nothing is kept from here: pages are kept when somebody asks for it. It names
 * no file of the build, so a release changes it only when its own code changes.
 */

interface WorkEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker extends EventTarget {
  location: Location;
  clients: { claim(): Promise<void> };
  registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
}

const worker = globalThis as unknown as Worker;

const answers = new KeptAnswers({
  origin: worker.location.origin,
  store: deviceStore,
  caches,
  fetch: (asked) => fetch(asked as Request),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  retire: () => worker.registration.unregister(),
});

/** Background Sync: the line is back, and perhaps no page is open. */
async function send(): Promise<void> {
  const here = await deviceStore.presence();
  if (!here?.account) return;
  const { problem } = await sendWaiting(here.account);
  // The browser tries again later when this fails.
  if (problem === 'no-line') throw new Error('There is no line.');
}

worker.addEventListener('install', (event) => (event as WorkEvent).waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => (event as WorkEvent).waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event as FetchEvent;
  const answer = answers.answer(request);
  if (answer) (event as FetchEvent).respondWith(answer);
});
worker.addEventListener('sync', (event) => {
  if ((event as WorkEvent & { tag: string }).tag === SYNC_TAG) (event as WorkEvent).waitUntil(send());
});

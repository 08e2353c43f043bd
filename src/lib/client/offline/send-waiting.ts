import { deviceStore } from './device-store.ts';
import { Outbox, post, type Sending } from './outbox.ts';
import { refreshPages } from './refresh-pages.ts';
import { SYNC_TAG } from './sync-tag.ts';

/** Sends what waits of an account, one page or worker of a browser at a time; then the kept pages of what was sent show it too. */
export async function sendWaiting(account: string): Promise<Sending> {
  return alone(async () => {
    const sending = await new Outbox({ store: deviceStore, post }).send(account);
    const touched = (await deviceStore.listKept(account)).filter((kept) =>
      sending.sent.some(({ course, module }) => course === kept.course && module === kept.module),
    );
    for (const kept of touched)
      await refreshPages({ caches, fetch: (address, init) => fetch(address, init) }, kept).catch(() => {});
    return sending;
  });
}

async function alone<T>(work: () => Promise<T>): Promise<T> {
  // Missing where a page has no secure context; the server takes everything once anyway.
  const locks = navigator.locks as LockManager | undefined;
  return locks ? await locks.request(SYNC_TAG, work) : work();
}

import { cacheSlots } from './cache-slots.ts';
import type { DeviceStore, KeptModule } from './device-store.ts';

interface Surroundings {
  store: Pick<DeviceStore, 'listKept' | 'deleteKept'>;
  caches: Pick<CacheStorage, 'delete'>;
}

/** Removes one module from this device; what waits to be sent stays. First the entry, so that nothing half removed is ever shown. */
export async function forgetModule(
  { store, caches }: Surroundings,
  kept: Pick<KeptModule, 'account' | 'course' | 'module'>,
): Promise<void> {
  await store.deleteKept(kept);
  await Promise.all(cacheSlots(kept).map((name) => caches.delete(name)));
}

/** Removes all that one account keeps on this device. */
export async function forgetAccount(around: Surroundings, account: string): Promise<void> {
  for (const kept of await around.store.listKept(account)) await forgetModule(around, kept);
}

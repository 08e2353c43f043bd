import type { KeptModule } from './device-store.ts';

/**
 * A module has two places: while one is shown, the next copy is made in the other. A copy that broke off stays there and is gone on with;
 * the old one is removed when the new one is whole.
 */
export const cacheSlots = ({
  account,
  course,
  module,
}: Pick<KeptModule, 'account' | 'course' | 'module'>): [string, string] => {
  const name = ['pathways', 'kept', account, course, module].join('/');
  return [`${name}/a`, `${name}/b`];
};

/** Where the next copy is made. */
export function nextSlot(of: Pick<KeptModule, 'account' | 'course' | 'module'>, current?: string): string {
  const [first, second] = cacheSlots(of);
  return current === first ? second : first;
}

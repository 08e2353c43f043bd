import type { ModuleProgress } from '#lib/domain/progress/module-progress.ts';

/** What the device knows better than the page that the server made. */
export interface DeviceWork {
  /** That section, or stand-in of a segment, was marked here, which is not sent yet. */
  isWaiting(field: 'section' | 'segment', key: string): boolean;
  /** The progress with what was done here. */
  shown(progress: ModuleProgress): ModuleProgress;
}

/**
 * The little that every module page loads of all this. `work` is null until something is kept on the device and waits; what fills it in
 * (device.svelte.ts) is loaded only then.
 */
export const here = $state<{ work: DeviceWork | null }>({ work: null });

import { page } from '$app/state';
import type { ModuleProgress } from '#lib/domain/progress/module-progress.ts';
import { device } from './device.svelte.ts';

/** What the module page has, of which this needs the names. */
interface ModulePage {
  account: string;
  course: { slug: string };
  module: { slug: string };
  progress: ModuleProgress;
}

/**
 * A mark of the module page that could not be sent is kept on the device, or taken back there where it was not sent yet. False: it could not be kept
 * either.
 */
export async function keepMark(field: 'section' | 'segment', key: string, read: boolean): Promise<boolean> {
  const { account, course, module, progress } = page.data as ModulePage;
  const mark = {
    account,
    course: course.slug,
    module: module.slug,
    kind: field === 'section' ? ('section' as const) : ('stand-in' as const),
    key,
  };
  try {
    if (!read) return await device.takeBack(mark);
    const steps = field === 'section' ? progress.sections : progress.segments;
    const title = steps.find((step) => step.key === key)?.title ?? '';
    await device.add({ ...mark, title });
    return true;
  } catch {
    return false;
  }
}

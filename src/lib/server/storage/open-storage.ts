import { join } from 'node:path';
import type { Config } from '../config.ts';
import { createDiskStorage } from './disk.ts';
import type { ObjectStorage } from './storage.ts';

/** The storage that the settings name: a folder below `dataDir`, or a service that speaks S3, whose library is loaded only then. */
export async function openStorage(
  config: Pick<Config, 'storage' | 'dataDir'>,
  now: () => Date,
): Promise<ObjectStorage> {
  if (!config.storage) return createDiskStorage(join(config.dataDir, 'media'), now);
  const { createS3Storage } = await import('./s3.ts');
  return createS3Storage(config.storage);
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../server/config.ts';
import type { EmbeddedDatabase } from '../server/db/embedded.ts';
import { migrateDatabase } from '../server/db/migrate.ts';
import { openPlatform, type Platform } from '../server/platform.ts';
import { publishCourse } from '../server/services/courses/publish-course.ts';
import { contentFolder, root } from './folders.ts';
import { openGround } from './ground.ts';
import { say } from './lines.ts';

/** What every command needs before it can do anything: a running, migrated database with the courses published. */

export interface House {
  config: Config;
  platform: Platform;
  /** Null when `DATABASE_URL` names another server. */
  embedded: EmbeddedDatabase | null;
  close(): Promise<void>;
}

/** Reads the settings, starts our own Postgres where none is given, migrates, and opens the platform. */
export async function openHouse(): Promise<House> {
  const { config, embedded } = await openGround();
  try {
    await migrateDatabase(config.databaseUrl, join(root, 'drizzle'));
    const platform = await openPlatform(config);
    const close = async () => {
      await platform.close();
      await embedded?.stop();
    };
    return { config, platform, embedded, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** Publishes every course folder; prints what changed. */
export async function publishCourses(platform: Platform): Promise<void> {
  const ctx = platform.contextFor({ actor: null, locale: 'en' });
  const folders = await readdir(contentFolder, { withFileTypes: true });
  for (const folder of folders.filter((entry) => entry.isDirectory())) {
    const report = await publishCourse(ctx, join(contentFolder, folder.name));
    for (const line of report.lines) say(`  ${line}`);
  }
}

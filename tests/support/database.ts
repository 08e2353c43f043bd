import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Database } from '#lib/server/db/client.ts';

let count = 0;

/** A fresh, migrated database for the calling test file: a clone of the template, dropped when the file ends. */
export async function freshDatabase(): Promise<Database & { url: string }> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${process.pid}_${Date.now()}_${++count}`;
  const maintenance = new URL(template);
  maintenance.pathname = '/postgres';
  const admin = postgres(maintenance.href, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template ${template.pathname.slice(1)}`);
  const own = new URL(template);
  own.pathname = `/${name}`;
  const database = openDatabase(own.href, { max: 5 });
  afterAll(async () => {
    await database.close();
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });
  return { ...database, url: own.href };
}

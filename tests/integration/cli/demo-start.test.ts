import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { demoPassword } from '#lib/cli/demo/demo-password.ts';
import { seedDemo } from '#lib/cli/demo/seed-demo.ts';
import { users } from '#lib/server/db/schema/index.ts';
import { seededRandom, testContext } from '../../support/context.ts';
import { freshDatabase } from '../../support/database.ts';
import { demoWorld, rowCounts } from '../../support/factories/demo.ts';

/** When a start makes the demo, and the password that it tells. The forty themselves: demo.test.ts. */

describe('a start', () => {
  test('that wants no demo and has none writes nothing and tells nothing', async () => {
    const world = await demoWorld(await freshDatabase());
    const before = await rowCounts(world.database);
    expect(await world.seed({ wanted: false })).toEqual([]);
    expect(await rowCounts(world.database)).toEqual(before);
    await world.close();
  });

  test('without a published course makes no demo', async () => {
    const { db } = await freshDatabase();
    const request = {
      wanted: true,
      password: 'x'.repeat(12),
      passwordGiven: true,
      progress: () => undefined,
    };
    expect(await seedDemo(testContext(db), request)).toEqual([]);
    expect(await db.select().from(users)).toEqual([]);
  });
});

describe('the password of the demo', () => {
  async function dataDir(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'pathways-demo-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    return join(folder, 'data');
  }

  test('is the one that the operator gives, and nothing is kept', async () => {
    const folder = await dataDir();
    expect(await demoPassword(folder, 'given by somebody', seededRandom('a'))).toBe('given by somebody');
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is made at the first start, and the same at every later one', async () => {
    const folder = await dataDir();
    const made = await demoPassword(folder, null, seededRandom('a'));
    expect(made).toMatch(/^[\w-]{12}$/);
    expect(await demoPassword(folder, null, seededRandom('b'))).toBe(made);
    expect(await readFile(join(folder, 'demo-password'), 'utf8')).toBe(`${made}\n`);
  });

  test('is another one on another platform', async () => {
    const made = [
      await demoPassword(await dataDir(), null, seededRandom('a')),
      await demoPassword(await dataDir(), null, seededRandom('b')),
    ];
    expect(new Set(made).size).toBe(2);
  });

  test('is kept where only the owner of the files reads it', async () => {
    const folder = await dataDir();
    await demoPassword(folder, null, seededRandom('a'));
    // Windows knows no such bits.
    const bits = (await stat(join(folder, 'demo-password'))).mode & 0o777;
    expect(bits).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });

  test('is made anew when the file is empty', async () => {
    const folder = await dataDir();
    await demoPassword(folder, null, seededRandom('a'));
    await writeFile(join(folder, 'demo-password'), '\n');
    expect(await demoPassword(folder, null, seededRandom('b'))).toMatch(/^[\w-]{12}$/);
  });
});

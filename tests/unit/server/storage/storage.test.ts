import { mkdir, mkdtemp, readdir, readlink, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConfigError, readConfig } from '#lib/server/config.ts';
import { createMemoryStorage } from '#lib/server/storage/memory.ts';
import { openStorage } from '#lib/server/storage/open-storage.ts';
import { bytesOf, type ObjectStorage } from '#lib/server/storage/storage.ts';
import { KEY, startS3Server, type S3Server } from '../../../support/s3-server.ts';

const MEBIBYTE = 1024 * 1024;
const bytes = (length: number, salt = 7) => Uint8Array.from({ length }, (_, index) => (index * salt) % 251);

let folder: string;
let s3: S3Server;

beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(() => s3.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pathways-storage-'));
  s3.objects.clear();
  s3.refuseParts = false;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const now = () => new Date();
const onDisk = () => openStorage(readConfig({ DATA_DIR: folder }), now);
const onS3 = () => openStorage(readConfig({ DATA_DIR: folder, STORAGE_URL: s3.url }), now);
/** Breaks off after its first chunk. */
async function* broken(first: Uint8Array) {
  yield first;
  await Promise.resolve();
  throw new Error('the line broke');
}
async function* inChunks(whole: Uint8Array, length: number) {
  for (let at = 0; at < whole.length; at += length) {
    await Promise.resolve();
    yield whole.subarray(at, at + length);
  }
}

describe.each<[string, () => Promise<ObjectStorage>]>([
  ['a folder', onDisk],
  ['a service that speaks S3', onS3],
  ['memory', () => Promise.resolve(createMemoryStorage())],
])('objects in %s', (_form, openForm) => {
  let storage: ObjectStorage;
  beforeEach(async () => {
    storage = await openForm();
  });
  const readAll = async (key: string, window?: { from: number; to: number }) =>
    bytesOf(await storage.read(key, window));

  test('what was put is read, whole and in windows', async () => {
    const whole = bytes(700_001);
    await storage.put('recordings/one', inChunks(whole, 300_000));
    expect(await readAll('recordings/one')).toEqual(whole);
    expect(await readAll('recordings/one', { from: 5, to: 10 })).toEqual(whole.slice(5, 10));
    expect(await readAll('recordings/one', { from: 700_000, to: 700_001 })).toEqual(whole.slice(700_000));
    expect(await readAll('recordings/one', { from: 7, to: 7 })).toEqual(new Uint8Array(0));
    expect(await storage.size('recordings/one')).toBe(700_001);
  });

  test('an object that is put again is the new one', async () => {
    await storage.put('a', [bytes(10)]);
    await storage.put('a', [bytes(4, 3), bytes(3, 5)]);
    expect(await storage.size('a')).toBe(7);
  });

  test('one that breaks off leaves what was there', async () => {
    await storage.put('a/b', [bytes(10)]);
    await expect(storage.put('a/b', broken(bytes(9 * MEBIBYTE)))).rejects.toThrow('the line broke');
    await expect(storage.put('a/c', broken(bytes(100)))).rejects.toThrow('the line broke');
    expect(await readAll('a/b')).toEqual(bytes(10));
    expect(await storage.size('a/c')).toBeNull();
  });

  test('what was deleted, or never was, is missing', async () => {
    await storage.put('a/b', [bytes(10)]);
    await storage.delete('a/b');
    await storage.delete('a/b');
    expect(await storage.size('a/b')).toBeNull();
    await expect(storage.read('a/b')).rejects.toThrow('There is no object a/b.');
  });

  test.each([
    '',
    '/a',
    'a/',
    'a//b',
    '../a',
    'a/../../b',
    'a\\b',
    'A',
    'a.b',
    '.unfinished/a',
    'a\0',
    'x'.repeat(201),
  ])('the key %j is refused', async (key) => {
    const refusal = 'is no key of an object';
    const putting = async () => storage.put(key, [bytes(1)]);
    const reading = async () => storage.read(key);
    const deleting = async () => storage.delete(key);
    await expect(putting()).rejects.toThrow(refusal);
    await expect(reading()).rejects.toThrow(refusal);
    await expect(deleting()).rejects.toThrow(refusal);
  });
});

describe('a folder', () => {
  const filesBelow = async () =>
    (await readdir(join(folder, 'media'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  test('holds nothing of what is not complete, and is tidy after a deletion', async () => {
    const storage = await onDisk();
    await expect(storage.put('uploads/x/0', broken(bytes(10)))).rejects.toThrow();
    expect(await filesBelow()).toEqual([]);
    await storage.put('uploads/x/0', [bytes(10)]);
    await storage.delete('uploads/x/0');
    expect(await readdir(join(folder, 'media'))).toEqual(['.unfinished']);
  });

  test('loses what a killed process left unfinished, a day later', async () => {
    const [old, fresh] = ['put-old', 'put-fresh'].map((name) => join(folder, 'media', '.unfinished', name));
    for (const place of [old, fresh]) {
      await mkdir(place ?? '', { recursive: true });
      await writeFile(join(place ?? '', 'object'), 'half');
    }
    await utimes(old ?? '', 1, 1);
    await (await onDisk()).put('a', [bytes(1)]);
    expect(await readdir(join(folder, 'media', '.unfinished'))).toEqual(['put-fresh']);
  });

  // Linux tells which files a process holds open.
  test.runIf(process.platform === 'linux')('closes the file when nobody reads on', async () => {
    const storage = await onDisk();
    await storage.put('a', [bytes(5 * MEBIBYTE)]);
    const isOpen = async () => {
      const links = (await readdir('/proc/self/fd')).map((fd) =>
        readlink(`/proc/self/fd/${fd}`).catch(() => ''),
      );
      return (await Promise.all(links)).includes(join(folder, 'media', 'a'));
    };
    const reader = (await storage.read('a')).getReader();
    await reader.read();
    expect(await isOpen()).toBe(true);
    await reader.cancel();
    expect(await isOpen()).toBe(false);
  });
});

describe('a service that speaks S3', () => {
  test('gets large objects in parts', async () => {
    const storage = await onS3();
    s3.said.splice(0);
    const whole = bytes(17 * MEBIBYTE);
    await storage.put('recordings/large', inChunks(whole, MEBIBYTE));
    expect(s3.said.filter((one) => one === 'PUT parts')).toHaveLength(3);
    expect(s3.objects.get('recordings/large')?.equals(whole)).toBe(true);
    expect(s3.open.size).toBe(0);
  });

  test('keeps no parts of what it refused', async () => {
    const storage = await onS3();
    s3.refuseParts = true;
    await expect(storage.put('a', inChunks(bytes(17 * MEBIBYTE), MEBIBYTE))).rejects.toThrow();
    await vi.waitUntil(() => s3.open.size === 0);
    expect(await storage.size('a')).toBeNull();
  });

  test('answers only who holds its key', async () => {
    const wrong = s3.url.replace(encodeURIComponent(KEY.secret), 'another-key');
    const storage = await openStorage(readConfig({ STORAGE_URL: wrong }), now);
    await expect(storage.put('a', [bytes(1)])).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    expect(s3.objects.size).toBe(0);
  });

  test('may hold our objects in a folder of the bucket', async () => {
    const storage = await openStorage(
      readConfig({ STORAGE_URL: s3.url.replace('/media?', '/media/pathways/prod?') }),
      now,
    );
    await storage.put('recordings/one', [bytes(3)]);
    expect([...s3.objects.keys()]).toEqual(['pathways/prod/recordings/one']);
  });
});

describe('STORAGE_URL', () => {
  test('names server, bucket, region and a secret with any sign', () => {
    const url = 's3+https://AKIA1:a%2Fb%2Bc@s3.eu-central-1.amazonaws.com/our-media?region=eu-central-1';
    expect(readConfig({ STORAGE_URL: url }).storage).toEqual({
      endpoint: 'https://s3.eu-central-1.amazonaws.com',
      accessKeyId: 'AKIA1',
      secretAccessKey: 'a/b+c',
      bucket: 'our-media',
      prefix: '',
      region: 'eu-central-1',
    });
    expect(readConfig({}).storage).toBeNull();
  });

  test.each([
    'media',
    'https://KEY:SECRET@host/bucket',
    's3://KEY:SECRET@host/bucket',
    's3+https://host/bucket',
    's3+https://KEY@host/bucket',
    's3+https://KEY:SECRET@host',
    's3+https://KEY:SECRET@host/Bucket_Name',
    's3+https://KEY:SECRET@host/bucket/../other..',
    's3+https://KEY:%ZZ@host/bucket',
    's3+https://KEY:SECRET@host/bucket?region=a b',
  ])('%j stops the start with one line', (url) => {
    expect(() => readConfig({ STORAGE_URL: url })).toThrow(
      new ConfigError(
        'STORAGE_URL must be an address such as s3+https://KEY:SECRET@host/bucket?region=eu-central-1.',
      ),
    );
  });
});

import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LeftOut } from '#lib/server/banks/bank.ts';
import { readZip, ZIP_LIMITS } from '#lib/server/banks/zip/read-zip.ts';
import { writeZip } from '#lib/server/banks/zip/write-zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const files = new Map([
  ['imsmanifest.xml', bytes('<manifest/>')],
  ['items/éa.xml', bytes('<item/>')],
]);

/** Changes every copy of a name in an archive to another one of the same length. */
function renamed(archive: Uint8Array, from: string, to: string): Uint8Array {
  expect(to).toHaveLength(from.length);
  return Buffer.from(Buffer.from(archive).toString('latin1').replaceAll(from, to), 'latin1');
}

const refusal = async (archive: Uint8Array) => {
  try {
    await readZip(archive);
    return null;
  } catch (error) {
    if (!(error instanceof LeftOut)) throw error;
    return [error.code, error.detail];
  }
};

test('files go in and come out, the same bytes every time', async () => {
  const archive = await writeZip(files);
  expect(
    [...(await readZip(archive))].map(([name, content]) => [name, Buffer.from(content).toString()]),
  ).toEqual([
    ['imsmanifest.xml', '<manifest/>'],
    ['items/éa.xml', '<item/>'],
  ]);
  expect(Buffer.from(await writeZip(files)).equals(Buffer.from(archive))).toBe(true);
});

describe('an archive is refused with a name that', () => {
  test.each([
    ['climbs out', 'aa/bb/cc.xml', '../../cc.xml', 'archive-path'],
    ['climbs out further down', 'aa/bb/cc.xml', 'a/../../c.xm', 'archive-path'],
    ['is absolute', 'aa/bb/cc.xml', '/a/bb/cc.xml', 'archive-path'],
    ['is of a drive', 'aa/bb/cc.xml', 'C:/bb/cc.xml', 'archive-path'],
    ['has backslashes', 'aa/bb/cc.xml', 'aa\\bb\\cc.xml', 'archive-path'],
    ['has a control character', 'aa/bb/cc.xml', 'aa/bb/\u0007c.xml', 'archive-path'],
    ['points at itself', 'aa/bb/cc.xml', 'aa/./b/c.xml', 'archive-path'],
  ])('%s', async (_name, from, to, code) => {
    const archive = renamed(await writeZip(new Map([[from, bytes('x')]])), from, to);
    expect((await refusal(archive))?.[0]).toBe(code);
  });

  test('stands twice, also in other letters', async () => {
    const archive = await writeZip(
      new Map([
        ['item-a.xml', bytes('1')],
        ['item-b.xml', bytes('2')],
      ]),
    );
    expect(await refusal(renamed(archive, 'item-b.xml', 'ITEM-A.xml'))).toEqual([
      'archive-duplicate',
      'ITEM-A.xml',
    ]);
  });
});

/** An archive whose directory says something else of its one entry: offsets within the directory's record. */
async function changed(change: (record: Buffer) => void, content = bytes('hello')): Promise<Uint8Array> {
  const archive = Buffer.from(await writeZip(new Map([['a.xml', content]])));
  change(archive.subarray(archive.indexOf('PK\u0001\u0002')));
  return archive;
}

describe('an archive is refused that', () => {
  test('holds a link', async () => {
    const archive = await changed((record) => record.writeUInt32LE((0o120777 << 16) >>> 0, 38));
    expect(await refusal(archive)).toEqual(['archive-link', 'a.xml']);
  });

  test('is encrypted', async () => {
    const archive = await changed((record) => record.writeUInt16LE(record.readUInt16LE(8) | 1, 8));
    expect(await refusal(archive)).toEqual(['archive-encrypted', 'a.xml']);
  });

  test('was damaged: the sum of an entry does not fit', async () => {
    const archive = await changed((record) => record.writeUInt32LE(1, 16));
    expect(await refusal(archive)).toEqual(['archive-broken', 'a.xml']);
  });

  test('says that an entry is smaller than it is', async () => {
    const archive = await changed((record) => record.writeUInt32LE(2, 24));
    expect(await refusal(archive)).toEqual(['archive-broken', 'a.xml']);
  });

  test.each([
    ['was cut off', (archive: Uint8Array) => archive.subarray(0, archive.length - 10)],
    ['is no archive', () => bytes('PK, but nothing else')],
    ['is empty', () => new Uint8Array()],
  ])('%s', async (_name, change) => {
    expect(await refusal(change(await writeZip(files)))).toEqual(['archive-broken', '']);
  });

  describe('is too large:', () => {
    test('an entry', async () => {
      const archive = await writeZip(new Map([['a.xml', new Uint8Array(ZIP_LIMITS.entryBytes + 1)]]));
      expect(archive.length).toBeLessThan(50_000);
      expect(await refusal(archive)).toEqual(['archive-too-large', 'a.xml']);
    });

    test('an entry that says it is small: nothing is unpacked beyond what it says', async () => {
      const bomb = new Uint8Array(200 * 1024 * 1024);
      const archive = await changed((record) => record.writeUInt32LE(1_000, 24), bomb);
      expect(deflateRawSync(bomb).length).toBeLessThan(1024 * 1024);
      expect(await refusal(archive)).toEqual(['archive-broken', 'a.xml']);
    });

    test('all together', async () => {
      const many = Array.from({ length: 11 }, (_none, index) => [
        `${index}.xml`,
        new Uint8Array(ZIP_LIMITS.entryBytes),
      ]) as [string, Uint8Array][];
      expect((await refusal(await writeZip(new Map(many))))?.[0]).toBe('archive-too-large');
    });

    test('their number', async () => {
      const many = Array.from({ length: 1_001 }, (_none, index) => [`${index}.xml`, bytes('x')]) as [
        string,
        Uint8Array,
      ][];
      expect(await refusal(await writeZip(new Map(many)))).toEqual(['archive-too-many', '1001']);
    });
  });
});

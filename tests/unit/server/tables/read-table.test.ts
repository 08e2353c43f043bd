import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import yazl from 'yazl';
import { buffer } from 'node:stream/consumers';
import { fromMemory } from '#lib/server/tables/in-batches.ts';
import { readTable } from '#lib/server/tables/read-table.ts';
import { TABLE_FILES } from '#lib/server/tables/table-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isBig = false, mark = true) => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return new Uint8Array(isBig ? bytes.swap16() : bytes);
};
/** Cyrillic letters of Windows-1251; the rest ASCII. */
const win1251 = (text: string) =>
  Uint8Array.from(
    [...text].map((sign) => (sign > '\x7f' ? sign.charCodeAt(0) - 0x410 + 0xc0 : sign.charCodeAt(0))),
  );
const problem = (bytes: Uint8Array) =>
  readTable(bytes).then(
    () => null,
    (error: { problem?: string }) => error.problem,
  );

const RUSSIAN = 'ФИО,E-mail\r\nАйна,a@example.org\r\n';
const READ = {
  heads: ['ФИО', 'E-mail'],
  lines: [{ line: 2, cells: ['Айна', 'a@example.org'], formulas: [] }],
};

describe('a CSV file', () => {
  test.each([
    ['UTF-8', utf8(RUSSIAN)],
    ['UTF-8 with a mark', utf8(`\uFEFF${RUSSIAN}`)],
    ['UTF-16 LE', utf16(RUSSIAN)],
    ['UTF-16 BE', utf16(RUSSIAN, true)],
    ['UTF-16 LE without a mark', utf16(RUSSIAN, false, false)],
    ['UTF-16 BE without a mark', utf16(RUSSIAN, true, false)],
    ['Windows-1251', win1251(RUSSIAN)],
    ['semicolons', utf8(RUSSIAN.replaceAll(',', ';'))],
    ['tabs', utf8(RUSSIAN.replaceAll(',', '\t'))],
    ['line feeds alone', utf8(RUSSIAN.replaceAll('\r', ''))],
  ])('in %s is read', async (_name, bytes) => expect(await readTable(bytes)).toEqual(READ));

  test('obeys the line by which spreadsheets name the sign between cells', async () => {
    const { lines } = await readTable(utf8('sep=;\r\nName,x;Mail\r\nA,b;c\r\n'));
    expect(lines).toEqual([{ line: 3, cells: ['A,b', 'c'], formulas: [] }]);
  });

  test('counts lines as an editor does, also behind line ends in quotes', async () => {
    const { lines } = await readTable(utf8('a,b\n"x ""y""\nz",1\n\nlast,2'));
    expect(lines.map(({ line, cells }) => [line, cells])).toEqual([
      [2, ['x "y"\nz', '1']],
      [5, ['last', '2']],
    ]);
  });

  test.each([
    [
      'encoding',
      'in Latin-1',
      Uint8Array.from([...utf8('Name\n'), 0x4d, 0xfc, 0x6c, 0x6c, 0xe9, 0x72, 0xa3]),
    ],
    ['encoding', 'of random bytes', Uint8Array.from({ length: 500 }, (_, at) => (at * 97 + 5) % 256)],
    ['empty', 'with a head alone', utf8('Name,Mail\n')],
    ['empty', 'without anything', utf8('')],
    ['too-many-lines', 'of more than 10,000 people', utf8('Name\n' + 'a\n'.repeat(10_001))],
    ['too-many-columns', 'of a million columns', utf8(`Name\n${','.repeat(1_000_000)}`)],
    ['cell-too-long', 'with a line of 4 MB', utf8(`Name\n${'a'.repeat(4_000_000)}`)],
    ['cell-too-long', 'with a quote that never ends', utf8(`Name\n"${'a\n'.repeat(1_000_000)}`)],
    ['too-large', 'of more than 5 MB', new Uint8Array(5_000_001)],
  ])('is refused as %s %s', async (expected, _name, bytes) => expect(await problem(bytes)).toBe(expected));
});

const HEAD = ['Name', 'E-mail'];
const workbook = (rows: (string | number | null)[][]) => writeXlsx({ sheets: [{ name: 'People', rows }] });

async function zip(files: Record<string, Buffer>): Promise<Uint8Array> {
  const archive = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) archive.addBuffer(content, name);
  archive.end();
  return new Uint8Array(await buffer(archive.outputStream));
}

describe('a workbook', () => {
  test('is read by its first sheet, with the numbers of its rows', async () => {
    const bytes = await workbook([HEAD, ['نرگس', 'n@example.org'], [null, null], ['王芳', 7]]);
    expect(await readTable(bytes)).toEqual({
      heads: HEAD,
      lines: [
        { line: 2, cells: ['نرگس', 'n@example.org'], formulas: [] },
        { line: 4, cells: ['王芳', '7'], formulas: [] },
      ],
    });
  });

  test('that was written here is read as it was', async () => {
    const rows = fromMemory([['=1+1', 'n@example.org']]);
    const columns = HEAD.map((title) => ({ title, kind: 'text' as const }));
    const parts: Uint8Array[] = [];
    for await (const { bytes } of TABLE_FILES.xlsx.write({ name: 'x', columns, rows, total: 1 }))
      parts.push(bytes);
    const { lines } = await readTable(new Uint8Array(Buffer.concat(parts)));
    expect(lines).toEqual([{ line: 2, cells: ['=1+1', 'n@example.org'], formulas: [] }]);
  });

  test('tells which cells are formulas', async () => {
    const cells = new Map([['1,0', { value: 'Anna', type: 'formula' as const, formula: 'UPPER("anna")' }]]);
    const bytes = await writeXlsx({
      sheets: [
        { name: 'People', rows: [HEAD, ['Anna', 'a@example.org'], ['Boris', 'b@example.org']], cells },
      ],
    });
    const { lines } = await readTable(bytes);
    expect(lines.map(({ line, formulas }) => [line, formulas])).toEqual([
      [2, [0]],
      [3, []],
    ]);
  });

  test('that unfolds to hundreds of megabytes is refused within a moment', async () => {
    const bomb = await zip({ 'xl/worksheets/sheet1.xml': Buffer.alloc(300_000_000, 'a') });
    expect(bomb.length).toBeLessThan(5_000_000);
    const began = performance.now();
    expect(await problem(bomb)).toBe('unpacks-too-large');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test.each([
    ['too-many-lines', () => workbook([HEAD, ...Array.from({ length: 10_001 }, () => ['a', 'b'])])],
    ['too-many-columns', () => workbook([HEAD, [...Array.from({ length: 60 }, () => 'a')]])],
    ['cell-too-long', () => workbook([HEAD, ['a'.repeat(1_001), 'b']])],
    ['empty', () => workbook([HEAD])],
    ['not-a-table', () => zip({ 'word/document.xml': Buffer.from('<w/>') })],
    ['not-a-table', () => Promise.resolve(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))],
  ])('is refused as %s', async (expected, make) => expect(await problem(await make())).toBe(expected));
});

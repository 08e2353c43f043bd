import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { TableFormat } from '#lib/domain/tables/table-format.ts';
import { readZip } from '#lib/server/banks/zip/read-zip.ts';
import { fromMemory } from '#lib/server/tables/in-batches.ts';
import { letters } from '#lib/server/tables/sheet-xml.ts';
import type { Cell, CellKind, StaffTable } from '#lib/server/tables/staff-table.ts';
import { TABLE_FILES } from '#lib/server/tables/table-file.ts';

const table = (columns: Record<string, CellKind>, rows: Cell[][], name = 'Cohort'): StaffTable => ({
  name,
  columns: Object.entries(columns).map(([title, kind]) => ({ title, kind })),
  rows: fromMemory(rows),
  total: rows.length,
});

async function fileOf(given: StaffTable, format: TableFormat): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const { bytes } of TABLE_FILES[format].write(given)) parts.push(bytes);
  return new Uint8Array(Buffer.concat(parts));
}

const textOf = async (given: StaffTable) => Buffer.from(await fileOf(given, 'csv')).toString('utf8');
const sheetOf = async (given: StaffTable, sheet = 1) => {
  const files = await readZip(await fileOf(given, 'xlsx'));
  return new TextDecoder().decode(files.get(`xl/worksheets/sheet${sheet}.xml`));
};

const ALL: Record<string, CellKind> = {
  Name: 'text',
  Done: 'number',
  Mark: 'percent',
  Day: 'day',
  Seen: 'moment',
};
const ROWS: Cell[][] = [
  ['=1+1', 3, 66.66666, '2026-03-02', new Date('2026-03-02T12:00:00Z')],
  ['نرگس, "رضایی"', -1, null, null, null],
];

describe('a table as CSV', () => {
  test('has a byte order mark, lines that end with CR LF, no formula, and moments in UTC', async () => {
    expect(await textOf(table(ALL, ROWS))).toBe(
      '\uFEFFName,Done,Mark,Day,Seen\r\n' +
        "'=1+1,3,66.6667,2026-03-02,2026-03-02T12:00:00.000Z\r\n" +
        '"نرگس, ""رضایی""",-1,,,\r\n',
    );
  });

  test('has its head where there are no rows', async () => {
    expect(await textOf(table({ Name: 'text' }, []))).toBe('\uFEFFName\r\n');
  });
});

describe('a table as XLSX', () => {
  test('gives numbers, parts of a hundred, days and moments as what they are', async () => {
    const { sheets } = await readXlsx(await fileOf(table(ALL, ROWS), 'xlsx'));
    expect(sheets.map(({ name }) => name)).toEqual(['Cohort']);
    const [head, first, second] = sheets[0]?.rows ?? [];
    expect(head).toEqual(['Name', 'Done', 'Mark', 'Day', 'Seen']);
    expect(first?.slice(0, 2)).toEqual(['=1+1', 3]);
    expect(first?.[2]).toBeCloseTo(0.6666666, 6);
    expect(first?.[3]).toEqual(new Date('2026-03-02T00:00:00Z'));
    expect(first?.[4]).toEqual(new Date('2026-03-02T12:00:00Z'));
    expect(second?.slice(0, 2)).toEqual(['نرگس, "رضایی"', -1]);
  });

  test('has a bold head that stays in view', async () => {
    const sheet = await sheetOf(table(ALL, ROWS));
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    const { sheets } = await readXlsx(await fileOf(table(ALL, ROWS), 'xlsx'), { readStyles: true });
    const bold = (place: string) => sheets[0]?.cells?.get(place)?.style?.font?.bold;
    expect([bold('0,0'), bold('1,0')]).toEqual([true, undefined]);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("https://evil.example")'])(
    'keeps %j as text, also when it is edited',
    async (text) => {
      const sheet = await sheetOf(table({ Name: 'text' }, [[text]]));
      expect(sheet).not.toContain('<f');
      expect(sheet).toContain('<c r="A2" s="1" t="inlineStr">');
      const files = await readZip(await fileOf(table({ Name: 'text' }, [[text]]), 'xlsx'));
      expect(new TextDecoder().decode(files.get('xl/styles.xml'))).toContain('quotePrefix="1"');
    },
  );

  test('reads back every text as it was, but for signs that XML cannot hold', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (values) => {
        const rows = values.map((value) => [value]);
        const { sheets } = await readXlsx(await fileOf(table({ Name: 'text' }, rows), 'xlsx'));
        const read = sheets[0]?.rows.slice(1).map(([value]) => value);
        // eslint-disable-next-line no-control-regex
        const held = (value: string) => value.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');
        expect(read).toEqual(values.map((value) => held(value)));
      }),
      { numRuns: 100 },
    );
  });

  test('cuts a text that no cell can hold', async () => {
    const { sheets } = await readXlsx(await fileOf(table({ Name: 'text' }, [['a'.repeat(40_000)]]), 'xlsx'));
    expect(String(sheets[0]?.rows[1]?.[0])).toHaveLength(32_767);
  });

  test.each(['a/b [c]: *?', "'quoted'", 'History', '', 'ا'.repeat(60), '<&"> x'])(
    'can be called %j',
    async (name) => {
      const { sheets } = await readXlsx(await fileOf(table({ Name: 'text' }, [['x']], name), 'xlsx'));
      expect(sheets[0]?.name).toMatch(/^[^[\]:*?/\\']{1,31}$/);
    },
  );

  test('is stopped with the rows it comes from', async () => {
    let taken = 0;
    let isClosed = false;
    async function* rows(): AsyncGenerator<Cell[]> {
      try {
        for (;;) {
          await Promise.resolve();
          yield [`${(taken += 1)} ${Math.random()}`];
        }
      } finally {
        isClosed = true;
      }
    }
    for await (const { rows: count } of TABLE_FILES.xlsx.write({
      ...table({ Name: 'text' }, []),
      rows: rows(),
    }))
      if (count > 10_000) break;
    expect(isClosed).toBe(true);
    const then = taken;
    await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toBe(then);
  });

  test('fails as a whole where its rows fail', async () => {
    async function* rows(): AsyncGenerator<Cell[]> {
      yield ['a'];
      await Promise.resolve();
      throw new Error('The line to the database broke.');
    }
    await expect(fileOf({ ...table({ Name: 'text' }, []), rows: rows() }, 'xlsx')).rejects.toThrow('broke');
  });
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %d is %s', (at, name) => expect(letters(at)).toBe(name));

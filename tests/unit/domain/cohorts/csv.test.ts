import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '#lib/domain/cohorts/csv.ts';

/** Reads a file by RFC 4180, as a spreadsheet does. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const part = /"((?:[^"]|"")*)"(,|\r\n)|([^",\r\n]*)(,|\r\n)/y;
    part.lastIndex = at;
    const found = part.exec(text);
    if (!found) throw new Error(`Not a CSV file at ${at}: ${text.slice(at, at + 20)}`);
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[3] ?? '');
    if ((found[2] ?? found[4]) === '\r\n') rows.push([]);
    at = part.lastIndex;
  }
  return rows.slice(0, -1);
}

const lines = (rows: readonly Parameters<typeof csvLine>[0][]) => rows.map(csvLine).join('');
const cell = (value: string | number | null) => parseCsv(lines([[value, 'end']]))[0]?.[0];

describe('a file', () => {
  test('has lines that end with CR LF', () => {
    expect(lines([['a', 'b'], ['c']])).toBe('a,b\r\nc\r\n');
  });

  test.each([
    ['plain', 'plain'],
    ['', ''],
    [null, ''],
    [0, '0'],
    [-2.5, '-2.5'],
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
    ['a\r\nb', '"a\r\nb"'],
    ['a;b', 'a;b'],
    [' spaced ', ' spaced '],
  ])('writes %j as %s', (value, expected) => {
    expect(lines([[value, 1]])).toBe(`${expected},1\r\n`);
  });

  test.each(['نرگس رضایی', 'می‌خواهم', '王芳', 'Айгерім Нұрланқызы', 'Nguyễn Thị Ánh', "O'Neill", '𠮷野'])(
    'keeps the name %s whole',
    (name) => expect(cell(name)).toBe(name),
  );

  test('reads back as it was written, but for the apostrophes', () => {
    const sign = fc.constantFrom(...'ab,;"\'\n\r\t=+-@%| ,王ن\u200C');
    const text = fc.oneof(fc.string({ unit: sign }), fc.string({ unit: 'grapheme' }));
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(table, (rows) => {
        const read = parseCsv(lines(rows));
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        rows.forEach((row, y) => {
          row.forEach((value, x) => expect([value, `'${value}`]).toContain(read[y]?.[x]));
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a cell that a spreadsheet would take for a formula', () => {
  const SIGNS = ['=', '+', '-', '@', '\t', '\r', '|', '%', '＝', '＋', '－', '＠'];

  test.each(SIGNS)('begins with an apostrophe before %j', (sign) => {
    expect(cell(`${sign}1+1`)).toBe(`'${sign}1+1`);
  });

  test.each([
    ['behind a space', ' =1+1'],
    ['behind a no-break space', '\u00A0=1+1'],
    ['behind a line break', '\n=1+1'],
    ['behind a mark that draws nothing', '\u200F=1+1'],
    ['behind a byte order mark', '\uFEFF=1+1'],
    ['with quotes', '=HYPERLINK("https://evil.example","a")'],
  ])('is found %s', (_where, value) => expect(cell(value)).toBe(`'${value}`));

  test.each(['a=b', '1+1', 'Anna-Maria', 'sara@example.org', '5 %', "'=1", 'ـ=1'])(
    'is not seen in %j',
    (value) => expect(cell(value)).toBe(value),
  );

  test('is never left, whatever stands behind the sign', () => {
    const blank = fc.string({
      unit: fc.constantFrom(' ', '\t', '\n', '\u00A0', '\u200F', '\uFEFF', '\u3000'),
    });
    fc.assert(
      fc.property(blank, fc.constantFrom(...SIGNS), fc.string(), (before, sign, rest) => {
        expect(cell(before + sign + rest)).toMatch(/^'/);
      }),
    );
  });
});

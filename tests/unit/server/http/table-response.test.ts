import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FrameReader } from '#lib/domain/tables/frames.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { compress } from '#lib/server/http/compress.ts';
import { inLanguageOf } from '#lib/server/http/in-language.ts';
import { tableResponse } from '#lib/server/http/table-response.ts';
import { inBatches } from '#lib/server/tables/in-batches.ts';
import type { Cell, StaffTable } from '#lib/server/tables/staff-table.ts';

const table = (rows: AsyncIterable<Cell[]>, total: number | null = null): StaffTable => ({
  name: 'گروه (1)',
  columns: [{ title: 'N', kind: 'number' }],
  rows,
  total,
});
const request = (headers: Record<string, string> = {}) =>
  new Request('https://learn.example.org/', { headers });

async function* numbers(count: number, seen: { asked: number; isClosed: boolean }) {
  try {
    for (let n = 1; n <= count; n += 1) {
      seen.asked = n;
      await Promise.resolve();
      yield [n];
    }
  } finally {
    seen.isClosed = true;
  }
}
const fresh = () => ({ asked: 0, isClosed: false });

function bodyOf({ body }: Response) {
  if (!body) throw new Error('An answer without a body.');
  return body;
}

describe('the answer with a table', () => {
  test('is a download under a name in any script, kept by nobody', async () => {
    const response = tableResponse(request(), table(numbers(2, fresh()), 2), 'csv');
    expect(response.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''%DA%AF%D8%B1%D9%88%D9%87%20%281%29.csv",
    );
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('x-rows-total')).toBe('2');
    expect(await response.text()).toBe('N\r\n1\r\n2\r\n');
  });

  test('comes in frames for a page that shows how far it is', async () => {
    const response = tableResponse(request({ 'x-rows': 'framed' }), table(numbers(100_000, fresh())), 'csv');
    expect(response.headers.get('x-rows')).toBe('framed');
    const frames = new FrameReader();
    const pieces = frames.take(new Uint8Array(await response.arrayBuffer()));
    expect(frames).toMatchObject({ rows: 100_000, isWhole: true });
    expect(Buffer.concat(pieces).toString('utf8').split('\r\n')).toHaveLength(100_002);
  });

  test.each(['csv', 'xlsx'] as const)('asks for no more rows when the client of %s goes', async (format) => {
    const seen = fresh();
    const response = tableResponse(request(), table(numbers(10_000_000, seen)), format);
    const reader = bodyOf(response).getReader();
    while (seen.asked === 0) await reader.read();
    await reader.cancel();
    await expect.poll(() => seen.isClosed).toBe(true);
    expect(seen.asked).toBeLessThan(1_000_000);
  });

  test('is compressed as it goes by, and stops with the client also then', async () => {
    const asked = request({ 'accept-encoding': 'gzip, br' });
    const whole = await compress(asked, tableResponse(asked, table(numbers(3, fresh())), 'csv'));
    expect(whole.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await whole.arrayBuffer()).toString('utf8')).toBe('\uFEFFN\r\n1\r\n2\r\n3\r\n');
    const seen = fresh();
    const endless = await compress(asked, tableResponse(asked, table(numbers(10_000_000, seen)), 'csv'));
    const reader = bodyOf(endless).getReader();
    await reader.read();
    await reader.cancel();
    await expect.poll(() => seen.isClosed).toBe(true);
  });

  test('has its words in the language of the request, also when they are made later', async () => {
    const asked = request({ cookie: 'PARAGLIDE_LOCALE=fa' });
    async function* rows() {
      for (let n = 0; n < 20_000; n += 1) {
        await Promise.resolve();
        yield [m.word_yes()];
      }
    }
    const response = inLanguageOf(asked, () => tableResponse(asked, table(rows()), 'csv'));
    const words = new Set((await response.text()).trim().split('\r\n').slice(1));
    expect([...words]).toEqual([m.word_yes({}, { locale: 'fa' })]);
  });
});

describe('rows in batches', () => {
  const load =
    (count: number, calls: (number | null)[]) =>
    ({ after, limit }: { after: number | null; limit: number }) => {
      calls.push(after);
      const from = (after ?? 0) + 1;
      const length = Math.max(0, Math.min(limit, count - from + 1));
      return Promise.resolve(Array.from({ length }, (_, at) => from + at));
    };

  test.each([
    [0, [null]],
    [2, [null]],
    [3, [null, 3]],
    [7, [null, 3, 6]],
  ])('of 3 give %d rows by asking behind %j', async (count, asked) => {
    const calls: (number | null)[] = [];
    const rows: number[] = [];
    for await (const row of inBatches(load(count, calls), (last) => last, 3)) rows.push(row);
    expect(rows).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect(calls).toEqual(asked);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartTable, shareOf, type ChartSeries } from '#lib/domain/charts/chart-table.ts';

const series: ChartSeries = {
  key: 'countries',
  title: 'Countries',
  head: { row: 'Country', value: 'Learners', share: 'Share' },
  rows: [
    { key: 'KZ', label: 'Kazakhstan', value: 3 },
    { key: 'TR', label: 'Türkiye', value: 1, lang: 'tr' },
  ],
};

describe('the table behind a chart', () => {
  it('has a row for each value, with its share where there is a whole', () => {
    expect(chartTable({ ...series, total: 4 })).toEqual({
      key: 'countries',
      title: 'Countries',
      columns: [
        { title: 'Country', kind: 'text' },
        { title: 'Learners', kind: 'number' },
        { title: 'Share', kind: 'percent' },
      ],
      rows: [
        { key: 'KZ', cells: ['Kazakhstan', 3, 75], lang: undefined },
        { key: 'TR', cells: ['Türkiye', 1, 25], lang: 'tr' },
      ],
    });
    expect(chartTable(series).rows[0]?.cells).toEqual(['Kazakhstan', 3]);
  });

  it('has days and not their words where the values are by day', () => {
    const days = chartTable({
      ...series,
      kind: 'days',
      rows: [{ key: '2026-03-02', label: '2 Mar', value: 1 }],
    });
    expect(days.columns[0]?.kind).toBe('day');
    expect(days.rows[0]?.cells).toEqual(['2026-03-02', 1]);
  });

  it('has as many cells as columns in every row, and its shares come to a hundred', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), fc.boolean(), (values, isWhole) => {
        const total = values.reduce((a, b) => a + b, 0);
        const rows = values.map((value, index) => ({ key: String(index), label: '', value }));
        const table = chartTable({ ...series, rows, ...(isWhole && { total }) });
        for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length);
        const shares = table.rows.map(({ cells }) => Number(cells[2] ?? 0));
        const sum = shares.reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(isWhole && total > 0 ? 100 : 0, 6);
      }),
    );
  });

  it('has no share of nothing', () => {
    expect(shareOf(0, 0)).toBeNull();
    expect(shareOf(1, 4)).toBe(25);
  });
});

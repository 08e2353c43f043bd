import type { ChartTable } from '#lib/domain/charts/chart-table.ts';
import { AppError } from '#lib/domain/errors.ts';
import { fromMemory } from './in-batches.ts';
import type { StaffTable } from './staff-table.ts';

/** One of the tables behind the charts of a page, as a file; `name` is that of the page. There is no other: `not-found`. */
export function chartFile(tables: readonly ChartTable[], key: string, name: string): StaffTable {
  const table = tables.find((one) => one.key === key);
  if (!table) throw new AppError('not-found');
  return {
    name: `${name}-${key}`,
    columns: table.columns,
    rows: fromMemory(table.rows.map(({ cells }) => cells)),
    total: table.rows.length,
  };
}

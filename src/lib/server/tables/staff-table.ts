/** `day`: a day as `2026-03-02`. `moment`: a Date. `percent`: from 0 to 100. Text is never a formula, whatever it begins with. */
export type CellKind = 'text' | 'number' | 'percent' | 'day' | 'moment';

/** Null: empty. */
export type Cell = string | number | Date | null;

export interface Column {
  title: string;
  kind: CellKind;
}

/**
 * One table of the staff as a service describes it, for any format. Rows are pulled one by one while the file is sent, so they may come from the database in
 * batches, and are never held as a whole.
 */
export interface StaffTable {
  /** What the file is called, without an ending; in any script. */
  name: string;
  columns: readonly Column[];
  /** Each as long as `columns`. */
  rows: AsyncIterable<readonly Cell[]>;
  /** Null: not known beforehand. */
  total: number | null;
}

import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Where a page of a list that begins with the newest goes on: behind this row. */
export interface Place {
  at: Date;
  id: string;
}

interface Columns {
  at: PgColumn;
  id: PgColumn;
}

/**
 * Rows behind a place; all of them without one. Two rows of one moment are told apart by their ids. Compared as rows: that is what an index of both can be
 * entered by, also a million rows further on.
 */
export const behind = ({ at, id }: Columns, place: Place | null): SQL | undefined =>
  place ? sql`(${at}, ${id}) < (${sql.param(place.at, at)}, ${sql.param(place.id, id)})` : undefined;

/** In the order of the indexes: plain `desc` puts nulls first, and an index that puts them last is then not used. */
export const newestFirst = ({ at, id }: Columns): SQL[] => [
  sql`${at} desc nulls last`,
  sql`${id} desc nulls last`,
];

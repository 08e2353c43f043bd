import { and, desc, eq, lt, or, type SQL } from 'drizzle-orm';
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

/** Rows behind a place; all of them without one. Two rows of one moment are told apart by their ids. */
export const behind = ({ at, id }: Columns, place: Place | null): SQL | undefined =>
  place ? or(lt(at, place.at), and(eq(at, place.at), lt(id, place.id))) : undefined;

export const newestFirst = ({ at, id }: Columns): SQL[] => [desc(at), desc(id)];

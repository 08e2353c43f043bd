/** How many rows are asked for at a time: few enough to hold, many enough that asking costs nothing beside them. */
export const BATCH_ROWS = 1_000;

/**
 * All rows of a list that is read from one place on (keyset), batch by batch: `load` gives the rows behind the place, at most `limit`. When nobody takes rows
 * any more, nothing more is asked for.
 */
export async function* inBatches<Row, Place>(
  load: (page: { after: Place | null; limit: number }) => Promise<readonly Row[]>,
  placeOf: (last: Row) => Place,
  limit = BATCH_ROWS,
): AsyncGenerator<Row> {
  let after: Place | null = null;
  for (;;) {
    const rows: readonly Row[] = await load({ after, limit });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
    after = placeOf(last);
  }
}

/** Rows that are there already. */
export async function* fromMemory<Row>(rows: Iterable<Row>): AsyncGenerator<Row> {
  yield* rows;
  await Promise.resolve();
}

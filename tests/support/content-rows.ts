import type { Database } from '#lib/server/db/client.ts';

export interface ContentRow {
  table: string;
  id: string;
  /** The transaction that wrote the row, and where it lies: both change when the same is written again. */
  written: string;
  text: string;
}

/** Every row of published content, byte for byte. Equal before and after means that nothing at all was written. */
export async function contentRows({ sql }: Pick<Database, 'sql'>): Promise<ContentRow[]> {
  const rows = await sql<ContentRow[]>`
    select 'courses' as table, id, xmin || ' ' || ctid as written, c::text as text from courses c
    union all select 'course_revisions', id, xmin || ' ' || ctid, r::text from course_revisions r
    union all select 'question_revisions', id, xmin || ' ' || ctid, q::text from question_revisions q
    order by 1, 2`;
  return [...rows];
}

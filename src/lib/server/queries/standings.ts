import { sql } from 'drizzle-orm';
import type { ModuleShape } from '#lib/domain/courses/module-shape.ts';
import type { Executor } from '../db/client.ts';
import { moduleShapes } from '../db/schema/index.ts';

/** Keeps what the current revision of a course asks for; where that changed, triggers count its learners anew in the same transaction. */
export async function saveShapes(
  db: Executor,
  courseId: string,
  shapes: readonly ModuleShape[],
): Promise<void> {
  const rows = JSON.stringify(shapes);
  await db.execute(sql`
    insert into ${moduleShapes} as s (course_id, module_key, position, section_keys, segment_keys, segment_seconds, pass_percent)
    select ${courseId}::uuid, g."moduleKey", g.position, g."sectionKeys", g."segmentKeys", g."segmentSeconds", g."passPercent"
    from jsonb_to_recordset(${rows}::jsonb) as g("moduleKey" text, position smallint, "sectionKeys" text[], "segmentKeys" text[],
      "segmentSeconds" int[], "passPercent" float8)
    where not exists (select 1 from ${moduleShapes} o where o.course_id = ${courseId}::uuid and o.module_key = g."moduleKey"
      and (o.position, o.section_keys, o.segment_keys, o.segment_seconds, o.pass_percent)
        is not distinct from (g.position, g."sectionKeys", g."segmentKeys", g."segmentSeconds", g."passPercent"))
    on conflict (course_id, module_key) do update set position = excluded.position, section_keys = excluded.section_keys,
      segment_keys = excluded.segment_keys, segment_seconds = excluded.segment_seconds, pass_percent = excluded.pass_percent`);
  await db.execute(sql`
    delete from ${moduleShapes} where course_id = ${courseId}::uuid
      and not module_key in (select value ->> 'moduleKey' from jsonb_array_elements(${rows}::jsonb))`);
}

import { sql } from 'drizzle-orm';
import type { ModuleShape } from '#lib/domain/courses/module-shape.ts';
import type { Executor } from '../db/client.ts';
import { enrolments, learnerStandings, moduleShapes, moduleStandings } from '../db/schema/index.ts';

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

export interface LearnerKey {
  userId: string;
  courseId: string;
}

/** Enrolments in the order of their keys, after a place. */
export async function listLearnerKeys(
  db: Executor,
  { after, limit }: { after: LearnerKey | null; limit: number },
): Promise<LearnerKey[]> {
  return db.execute<LearnerKey & Record<string, unknown>>(sql`
    select user_id as "userId", course_id as "courseId" from ${enrolments}
    ${after ? sql`where (user_id, course_id) > (${after.userId}::uuid, ${after.courseId}::uuid)` : sql``}
    order by user_id, course_id limit ${limit}`);
}

/** The keys as two arrays for Postgres, place by place. */
export const unnestedLearners = (learners: readonly LearnerKey[]) => {
  const rows = JSON.stringify(learners);
  const column = (name: string) =>
    sql`array(select (value ->> ${name})::uuid from jsonb_array_elements(${rows}::jsonb))`;
  return { users: column('userId'), courses: column('courseId') };
};

export interface WrongStanding extends LearnerKey {
  /** Null: the standing in the course. */
  moduleKey: string | null;
}

/** Of these learners: standings that differ from what the evidence says now, that are missing, or that should not be there. One state of the database. */
export async function listWrongStandings(
  db: Executor,
  learners: readonly LearnerKey[],
): Promise<WrongStanding[]> {
  const { users, courses } = unnestedLearners(learners);
  return db.execute<WrongStanding & Record<string, unknown>>(sql`
    with given as (select * from unnest(${users}, ${courses}) as k(user_id, course_id)),
    m_should as (select * from module_standings_of(${users}, ${courses}, null)),
    m_is as (select s.* from ${moduleStandings} s join given using (user_id, course_id)),
    l_should as (select * from learner_standings_of(${users}, ${courses})),
    l_is as (select s.* from ${learnerStandings} s join given using (user_id, course_id)),
    m_wrong as ((table m_should except table m_is) union (table m_is except table m_should)),
    l_wrong as ((table l_should except table l_is) union (table l_is except table l_should))
    select distinct user_id as "userId", course_id as "courseId", module_key as "moduleKey" from m_wrong
    union select user_id, course_id, null from l_wrong
    order by 1, 2, 3`);
}

/** Counts these learners anew from the evidence. */
export async function refreshStandings(db: Executor, learners: readonly LearnerKey[]): Promise<void> {
  const { users, courses } = unnestedLearners(learners);
  await db.execute(sql`select refresh_standings(${users}, ${courses}, null)`);
}

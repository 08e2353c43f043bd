import { eq, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { cohortInstructors, cohorts, users } from '../db/schema/index.ts';

export interface ReportedCohort {
  id: string;
  courseId: string;
  name: string;
  /** Days as YYYY-MM-DD; null: not said. */
  startsOn: string | null;
  endsOn: string | null;
  /** By name. */
  instructors: { id: string; name: string }[];
}

export async function findReportedCohort(db: Executor, id: string): Promise<ReportedCohort | null> {
  const [row] = await db
    .select({
      id: cohorts.id,
      courseId: cohorts.courseId,
      name: cohorts.name,
      startsOn: cohorts.startsOn,
      endsOn: cohorts.endsOn,
      instructors: sql<ReportedCohort['instructors']>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name_native) order by u.name_latin), '[]')
        from ${cohortInstructors} i join ${users} u on u.id = i.user_id where i.cohort_id = cohorts.id)`,
    })
    .from(cohorts)
    .where(eq(cohorts.id, id));
  return row ?? null;
}

import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { cohortInstructors, cohorts, moduleDeadlines } from '../db/schema/index.ts';

export type CohortRow = typeof cohorts.$inferSelect;

export interface StaffCohort extends CohortRow {
  instructorIds: string[];
}

/** A cohort as its staff see it, with everything that its settings hold. */
export async function findStaffCohort(db: Executor, id: string): Promise<StaffCohort | null> {
  const [row] = await db
    .select({
      cohort: cohorts,
      instructorIds: sql<string[]>`array(select ${cohortInstructors.userId} from ${cohortInstructors}
        where ${cohortInstructors.cohortId} = ${cohorts.id})`,
    })
    .from(cohorts)
    .where(eq(cohorts.id, id));
  return row ? { ...row.cohort, instructorIds: row.instructorIds } : null;
}

/** Holds a cohort until the transaction ends: who comes in is counted one after the other. Those who are in go on as before. */
export async function lockCohort(db: Executor, id: string): Promise<CohortRow | null> {
  const [row] = await db.select().from(cohorts).where(eq(cohorts.id, id)).for('no key update');
  return row ?? null;
}

export async function updateCohort(db: Executor, id: string, change: Partial<CohortRow>): Promise<void> {
  await db.update(cohorts).set(change).where(eq(cohorts.id, id));
}

/** Cohorts of one course that take people in, of one instructor (or all, with null), by name, without one of them. */
export async function listOtherCohorts(
  db: Executor,
  wanted: { courseId: string; besides: string; instructorId: string | null },
): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: cohorts.id, name: cohorts.name })
    .from(cohorts)
    .where(
      and(
        eq(cohorts.courseId, wanted.courseId),
        ne(cohorts.id, wanted.besides),
        isNull(cohorts.archivedAt),
        wanted.instructorId === null
          ? undefined
          : sql`exists (select 1 from ${cohortInstructors} where ${cohortInstructors.cohortId} = ${cohorts.id}
              and ${cohortInstructors.userId} = ${wanted.instructorId})`,
      ),
    )
    .orderBy(asc(cohorts.name), asc(cohorts.id));
}

/** Days of a cohort by key of the module; a module without a day is not there. */
export async function listModuleDeadlines(db: Executor, cohortId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ moduleKey: moduleDeadlines.moduleKey, dueOn: moduleDeadlines.dueOn })
    .from(moduleDeadlines)
    .where(eq(moduleDeadlines.cohortId, cohortId));
  return new Map(rows.map(({ moduleKey, dueOn }) => [moduleKey, dueOn]));
}

/** Sets or, with null, takes away the days of modules. */
export async function saveModuleDeadlines(
  db: Executor,
  cohortId: string,
  deadlines: ReadonlyMap<string, string | null>,
): Promise<void> {
  const gone = [...deadlines].flatMap(([moduleKey, dueOn]) => (dueOn === null ? [moduleKey] : []));
  const kept = [...deadlines].flatMap(([moduleKey, dueOn]) =>
    dueOn === null ? [] : [{ cohortId, moduleKey, dueOn }],
  );
  if (gone.length > 0)
    await db
      .delete(moduleDeadlines)
      .where(and(eq(moduleDeadlines.cohortId, cohortId), inArray(moduleDeadlines.moduleKey, gone)));
  if (kept.length > 0)
    await db
      .insert(moduleDeadlines)
      .values(kept)
      .onConflictDoUpdate({
        target: [moduleDeadlines.cohortId, moduleDeadlines.moduleKey],
        set: { dueOn: sql`excluded.due_on` },
      });
}

import { and, eq, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { cohorts, deadlineExtensions, joinRequests, moduleDeadlines } from '../db/schema/index.ts';

/** The day planned for one module of one learner. */
export interface DueDay {
  moduleKey: string;
  dueOn: string;
  /** The learner's own, in place of the cohort's. */
  isOwn: boolean;
}

/** What a learner's pages say of the plan: days, and cohorts that they asked to be let into. */
export interface LearnerPlan {
  dueDays: DueDay[];
  waitingFor: string[];
}

export interface PlanRow extends Record<string, unknown> {
  due_days: DueDay[];
  waiting_for: string[];
}

type Part = ReturnType<typeof sql>;

/** Columns of the plan beside an enrolment, given by SQL expressions. An archived cohort plans nothing. */
export const planColumns = (of: { userId: Part; courseId: Part; cohortId: Part }) => sql`
    (select coalesce(json_agg(json_build_object('moduleKey', coalesce(x.module_key, d.module_key),
        'dueOn', coalesce(x.due_on, d.due_on), 'isOwn', x.due_on is not null)), '[]')
      from (select * from ${deadlineExtensions} x0 where x0.user_id = ${of.userId} and x0.course_id = ${of.courseId}) x
      full join (select d0.* from ${moduleDeadlines} d0 join ${cohorts} k on k.id = d0.cohort_id
        where d0.cohort_id = ${of.cohortId} and k.archived_at is null) d on d.module_key = x.module_key) as due_days,
    (select coalesce(json_agg(k.name order by k.name), '[]') from ${joinRequests} r join ${cohorts} k on k.id = r.cohort_id
      where r.user_id = ${of.userId} and r.decided_at is null and k.course_id = ${of.courseId}
        and k.archived_at is null) as waiting_for`;

export const toPlan = (row: PlanRow): LearnerPlan => ({
  dueDays: row.due_days,
  waitingFor: row.waiting_for,
});

export type Extension = typeof deadlineExtensions.$inferSelect;

export interface ExtensionPlace {
  userId: string;
  courseId: string;
  moduleKey: string;
}

const at = (place: ExtensionPlace) =>
  and(
    eq(deadlineExtensions.userId, place.userId),
    eq(deadlineExtensions.courseId, place.courseId),
    eq(deadlineExtensions.moduleKey, place.moduleKey),
  );

/** Gives learners a day of their own for a module, in place of an earlier one. */
export async function saveExtensions(db: Executor, rows: readonly Extension[]): Promise<void> {
  await db
    .insert(deadlineExtensions)
    .values([...rows])
    .onConflictDoUpdate({
      target: [deadlineExtensions.userId, deadlineExtensions.courseId, deadlineExtensions.moduleKey],
      set: {
        dueOn: sql`excluded.due_on`,
        reason: sql`excluded.reason`,
        grantedBy: sql`excluded.granted_by`,
        grantedAt: sql`excluded.granted_at`,
      },
    });
}

/** True when there was one. */
export async function deleteExtension(db: Executor, place: ExtensionPlace): Promise<boolean> {
  const gone = await db
    .delete(deadlineExtensions)
    .where(at(place))
    .returning({ userId: deadlineExtensions.userId });
  return gone.length > 0;
}

import { sql } from 'drizzle-orm';
import type { LearnerFacts } from '#lib/domain/cohorts/needs-help.ts';
import type { Executor } from '../db/client.ts';
import {
  cohorts,
  deadlineExtensions,
  enrolments,
  learnerStandings,
  moduleDeadlines,
} from '../db/schema/index.ts';
import { cellsColumn } from './matrix.ts';

export interface StaffPlan extends LearnerFacts {
  /** The day from which they are listed; null: they are not. */
  handOn: string | null;
  /** Days that the cohort has. */
  deadlines: { moduleKey: string; dueOn: string }[];
  /** Days of their own. */
  extensions: { moduleKey: string; dueOn: string; reason: string }[];
}

/** What the staff see of a learner's plan in one course, and what the rules for help are judged by, in one statement. Null: in no cohort. */
export async function findStaffPlan(
  db: Executor,
  of: { userId: string; courseId: string },
): Promise<StaffPlan | null> {
  const [row] = await db.execute<StaffPlan & Record<string, unknown>>(sql`
    select s.hand_on::text as "handOn", s.enrolled_on::text as "enrolledOn", s.active_on::text as "activeOn",
      c.inactive_days as "inactiveDays", ${cellsColumn(sql`s.user_id`, sql`s.course_id`)} as modules,
      (select coalesce(json_agg(json_build_object('moduleKey', d.module_key, 'dueOn', d.due_on)), '[]')
        from ${moduleDeadlines} d where d.cohort_id = c.id) as deadlines,
      (select coalesce(json_agg(json_build_object('moduleKey', x.module_key, 'dueOn', x.due_on, 'reason', x.reason)), '[]')
        from ${deadlineExtensions} x where x.user_id = s.user_id and x.course_id = s.course_id) as extensions
    from ${learnerStandings} s
    join ${enrolments} e on e.user_id = s.user_id and e.course_id = s.course_id
    join ${cohorts} c on c.id = e.cohort_id
    where s.user_id = ${of.userId}::uuid and s.course_id = ${of.courseId}::uuid`);
  return row ?? null;
}

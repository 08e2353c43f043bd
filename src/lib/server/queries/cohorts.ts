import { and, asc, eq, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { attempts, cohortInstructors, cohorts, enrolments, users } from '../db/schema/index.ts';
import { changesColumn } from './attempts.ts';
import { learnersColumn } from './cohort-frame.ts';

export interface CohortSummary {
  id: string;
  courseId: string;
  name: string;
  joinCode: string;
  learners: number;
}

/** Cohorts of one instructor (or all, with null), by name. */
export async function listCohorts(db: Executor, instructorId: string | null): Promise<CohortSummary[]> {
  return db
    .select({
      id: cohorts.id,
      courseId: cohorts.courseId,
      name: cohorts.name,
      joinCode: cohorts.joinCode,
      learners: learnersColumn(sql`${cohorts}.id`),
    })
    .from(cohorts)
    .where(
      instructorId === null
        ? undefined
        : sql`exists (select 1 from ${cohortInstructors} where ${cohortInstructors.cohortId} = ${cohorts.id}
            and ${cohortInstructors.userId} = ${instructorId})`,
    )
    .orderBy(asc(cohorts.name));
}

export interface CohortRecord {
  id: string;
  courseId: string;
  name: string;
  joinCode: string;
  inactiveDays: number;
  archivedAt: Date | null;
  instructorIds: string[];
}

export async function findCohort(db: Executor, id: string): Promise<CohortRecord | null> {
  const [row] = await db
    .select({
      id: cohorts.id,
      courseId: cohorts.courseId,
      name: cohorts.name,
      joinCode: cohorts.joinCode,
      inactiveDays: cohorts.inactiveDays,
      archivedAt: cohorts.archivedAt,
      instructorIds: sql<string[]>`array(select ${cohortInstructors.userId} from ${cohortInstructors}
        where ${cohortInstructors.cohortId} = ${cohorts.id})`,
    })
    .from(cohorts)
    .where(eq(cohorts.id, id));
  return row ?? null;
}

export interface LearnerEnrolment {
  courseId: string;
  cohortId: string | null;
  cohortName: string | null;
  instructorIds: string[];
  enrolledAt: Date;
  lastActiveAt: Date | null;
}

/** Where a person is enrolled and who teaches them there; empty for an unknown person. */
export async function listEnrolmentsForStaff(db: Executor, userId: string): Promise<LearnerEnrolment[]> {
  return db
    .select({
      courseId: enrolments.courseId,
      cohortId: enrolments.cohortId,
      cohortName: cohorts.name,
      instructorIds: sql<string[]>`array(select ${cohortInstructors.userId} from ${cohortInstructors}
        where ${cohortInstructors.cohortId} = ${enrolments.cohortId})`,
      enrolledAt: enrolments.enrolledAt,
      lastActiveAt: enrolments.lastActiveAt,
    })
    .from(enrolments)
    .leftJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .where(eq(enrolments.userId, userId));
}

export async function findPerson(
  db: Executor,
  userId: string,
): Promise<{ nameNative: string; nameLatin: string; email: string; country: string | null } | null> {
  const [row] = await db
    .select({
      nameNative: users.nameNative,
      nameLatin: users.nameLatin,
      email: users.email,
      country: users.country,
    })
    .from(users)
    .where(eq(users.id, userId));
  return row ?? null;
}

/** A learner's attempts in one course, newest first, with what regrades changed of their marks. */
export async function listAttemptsOf(db: Executor, userId: string, courseId: string) {
  return db
    .select({
      id: attempts.id,
      moduleKey: attempts.moduleKey,
      number: attempts.number,
      state: attempts.state,
      startedAt: attempts.startedAt,
      submittedAt: attempts.submittedAt,
      handedInByFile: attempts.handedInByFile,
      score: attempts.score,
      maxScore: attempts.maxScore,
      changes: changesColumn(sql`c.attempt_id = attempts.id`),
    })
    .from(attempts)
    .where(and(eq(attempts.userId, userId), eq(attempts.courseId, courseId)))
    .orderBy(sql`${attempts.startedAt} desc`);
}

export async function insertCohort(db: Executor, row: typeof cohorts.$inferInsert): Promise<void> {
  await db.insert(cohorts).values(row);
}

/** Who teaches which cohort, by name. */
export async function listInstructors(db: Executor) {
  return db
    .select({
      cohortId: cohortInstructors.cohortId,
      userId: users.id,
      nameNative: users.nameNative,
      email: users.email,
    })
    .from(cohortInstructors)
    .innerJoin(users, eq(users.id, cohortInstructors.userId))
    .orderBy(asc(users.nameLatin));
}

/** Lets an instructor see a cohort; false when they could already. */
export async function insertInstructor(
  db: Executor,
  row: { cohortId: string; userId: string },
): Promise<boolean> {
  const added = await db
    .insert(cohortInstructors)
    .values(row)
    .onConflictDoNothing()
    .returning({ userId: cohortInstructors.userId });
  return added.length > 0;
}

/** True when there was such a row. */
export async function deleteInstructor(
  db: Executor,
  row: { cohortId: string; userId: string },
): Promise<boolean> {
  const gone = await db
    .delete(cohortInstructors)
    .where(and(eq(cohortInstructors.cohortId, row.cohortId), eq(cohortInstructors.userId, row.userId)))
    .returning({ userId: cohortInstructors.userId });
  return gone.length > 0;
}

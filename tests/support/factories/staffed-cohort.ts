import { eq } from 'drizzle-orm';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Executor } from '#lib/server/db/client.ts';
import { auditEntries, cohorts, enrolments } from '#lib/server/db/schema/index.ts';
import { coursesOf, testContext } from '../context.ts';
import { insertCohort, insertEnrolment, insertPlainCourse, insertUser } from './learning.ts';

type Person = Actor & { email: string };

export interface StaffedCohort {
  course: PublishedCourse;
  cohortId: string;
  joinCode: string;
  instructor: Person;
  admin: Person;
  /** Another cohort of the same course, with an instructor of its own. */
  otherId: string;
  other: Person;
  as(actor: Actor | null, given?: Parameters<typeof testContext>[1]): ReturnType<typeof testContext>;
  /** Somebody who is in the cohort (or in another one). */
  member(given?: Parameters<typeof insertUser>[1], cohortId?: string | null): Promise<Person>;
  archive(): Promise<void>;
  cohort(): Promise<typeof cohorts.$inferSelect>;
  cohortOf(userId: string): Promise<string | null | undefined>;
  /** Acts that were recorded of a subject, in the order of their names: the clock of the tests stands. */
  actsOf(subjectId: string): Promise<{ action: string; details: Record<string, string | number | null> }[]>;
}

/** A cohort of a plain course with its instructor, and another one beside it that is none of their business. */
export async function staffedCohort(db: Executor): Promise<StaffedCohort> {
  const course = await insertPlainCourse(db);
  const instructor = await insertUser(db, { role: 'instructor' });
  const other = await insertUser(db, { role: 'instructor' });
  const cohortId = await insertCohort(db, course, [instructor.userId]);
  const cohort = async () => {
    const [row] = await db.select().from(cohorts).where(eq(cohorts.id, cohortId));
    if (!row) throw new Error('The cohort is there.');
    return row;
  };
  return {
    course,
    cohortId,
    joinCode: (await cohort()).joinCode,
    instructor,
    admin: await insertUser(db, { role: 'admin' }),
    otherId: await insertCohort(db, course, [other.userId]),
    other,
    as: (actor, given = {}) => testContext(db, { actor, courses: coursesOf([course]), ...given }),
    async member(given = {}, into = cohortId) {
      const person = await insertUser(db, given);
      await insertEnrolment(db, person.userId, course.courseId, { cohortId: into });
      return person;
    },
    archive: async () =>
      void (await db
        .update(cohorts)
        .set({ archivedAt: new Date('2026-03-01T00:00:00Z') })
        .where(eq(cohorts.id, cohortId))),
    cohort,
    async cohortOf(userId) {
      const [row] = await db.select().from(enrolments).where(eq(enrolments.userId, userId));
      return row?.cohortId;
    },
    async actsOf(subjectId) {
      const acts = await db
        .select({ action: auditEntries.action, details: auditEntries.details })
        .from(auditEntries)
        .where(eq(auditEntries.subjectId, subjectId));
      return acts.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    },
  };
}

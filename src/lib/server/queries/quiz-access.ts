import { and, eq, sql } from 'drizzle-orm';
import type { QuizAccess } from '#lib/domain/quizzes/deadline.ts';
import type { Executor } from '../db/client.ts';
import { attempts, enrolments, quizAllowances, quizWindows } from '../db/schema/index.ts';

export interface QuizPlace {
  userId: string;
  courseId: string;
  moduleKey: string;
}

/** When an enrolled learner may take a quiz, and what they were granted; null for somebody who is not enrolled. */
export async function findQuizAccess(db: Executor, of: QuizPlace): Promise<QuizAccess | null> {
  const [row] = await db
    .select({
      opensAt: quizWindows.opensAt,
      cohortClosesAt: quizWindows.closesAt,
      ownClosesAt: quizAllowances.closesAt,
      extraAttempts: sql<number>`coalesce(${quizAllowances.extraAttempts}, 0)`,
      extraSeconds: sql<number>`coalesce(${quizAllowances.extraSeconds}, 0)`,
    })
    .from(enrolments)
    .leftJoin(
      quizWindows,
      and(eq(quizWindows.cohortId, enrolments.cohortId), eq(quizWindows.moduleKey, of.moduleKey)),
    )
    .leftJoin(
      quizAllowances,
      and(
        eq(quizAllowances.userId, enrolments.userId),
        eq(quizAllowances.courseId, enrolments.courseId),
        eq(quizAllowances.moduleKey, of.moduleKey),
      ),
    )
    .where(and(eq(enrolments.userId, of.userId), eq(enrolments.courseId, of.courseId)));
  if (!row) return null;
  const { cohortClosesAt, ownClosesAt, ...access } = row;
  return { ...access, closesAt: ownClosesAt ?? cohortClosesAt };
}

/** What a learner was granted in a course, by module. */
export async function listAllowances(db: Executor, of: Pick<QuizPlace, 'userId' | 'courseId'>) {
  return db
    .select({
      moduleKey: quizAllowances.moduleKey,
      extraAttempts: quizAllowances.extraAttempts,
      extraSeconds: quizAllowances.extraSeconds,
      closesAt: quizAllowances.closesAt,
    })
    .from(quizAllowances)
    .where(and(eq(quizAllowances.userId, of.userId), eq(quizAllowances.courseId, of.courseId)));
}

/** Adds to what was granted before; a closing date takes the place of an earlier one, null leaves it. */
export async function addAllowance(
  db: Executor,
  row: QuizPlace & {
    extraAttempts: number;
    extraSeconds: number;
    closesAt: Date | null;
    updatedBy: string;
    updatedAt: Date;
  },
): Promise<void> {
  await db
    .insert(quizAllowances)
    .values(row)
    .onConflictDoUpdate({
      target: [quizAllowances.userId, quizAllowances.courseId, quizAllowances.moduleKey],
      set: {
        extraAttempts: sql`${quizAllowances.extraAttempts} + excluded.extra_attempts`,
        extraSeconds: sql`${quizAllowances.extraSeconds} + excluded.extra_seconds`,
        closesAt: sql`coalesce(excluded.closes_at, ${quizAllowances.closesAt})`,
        updatedBy: sql`excluded.updated_by`,
        updatedAt: sql`excluded.updated_at`,
      },
    });
}

/** The attempt that is open now, held until the transaction ends. */
export async function lockOpenAttempt(db: Executor, of: QuizPlace) {
  const [row] = await db
    .select({ id: attempts.id, startedAt: attempts.startedAt })
    .from(attempts)
    .where(
      and(
        eq(attempts.userId, of.userId),
        eq(attempts.courseId, of.courseId),
        eq(attempts.moduleKey, of.moduleKey),
        eq(attempts.state, 'in_progress'),
      ),
    )
    .for('no key update');
  return row ?? null;
}

export async function setDeadlines(
  db: Executor,
  id: string,
  ends: { deadlineAt: Date | null; graceEndsAt: Date | null },
): Promise<void> {
  await db.update(attempts).set(ends).where(eq(attempts.id, id));
}

export async function listQuizWindows(db: Executor, cohortId: string) {
  return db.select().from(quizWindows).where(eq(quizWindows.cohortId, cohortId));
}

/** Sets the dates of a cohort's quizzes; both null is no row's worth, but does no harm. */
export async function saveQuizWindows(
  db: Executor,
  rows: readonly (typeof quizWindows.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(quizWindows)
    .values([...rows])
    .onConflictDoUpdate({
      target: [quizWindows.cohortId, quizWindows.moduleKey],
      set: { opensAt: sql`excluded.opens_at`, closesAt: sql`excluded.closes_at` },
    });
}

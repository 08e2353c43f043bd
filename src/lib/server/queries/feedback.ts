import { and, eq, inArray, ne, or, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { enrolments, moduleCompletions, moduleFeedback } from '../db/schema/index.ts';

export type FeedbackRow = typeof moduleFeedback.$inferSelect;

export interface FeedbackPlace {
  userId: string;
  courseId: string;
  moduleKey: string;
}

/** Whether an enrolled learner has completed a module, and what they said of it; null for somebody who is not enrolled. */
export async function findOwnFeedback(db: Executor, of: FeedbackPlace) {
  const [row] = await db
    .select({
      completedAt: moduleCompletions.completedAt,
      useful: moduleFeedback.useful,
      unclear: moduleFeedback.unclear,
    })
    .from(enrolments)
    .leftJoin(
      moduleCompletions,
      and(
        eq(moduleCompletions.userId, enrolments.userId),
        eq(moduleCompletions.courseId, enrolments.courseId),
        eq(moduleCompletions.moduleKey, of.moduleKey),
      ),
    )
    .leftJoin(
      moduleFeedback,
      and(
        eq(moduleFeedback.userId, enrolments.userId),
        eq(moduleFeedback.courseId, enrolments.courseId),
        eq(moduleFeedback.moduleKey, of.moduleKey),
      ),
    )
    .where(and(eq(enrolments.userId, of.userId), eq(enrolments.courseId, of.courseId)));
  return row ?? null;
}

/** Says it, or says it anew. */
export async function saveFeedback(db: Executor, row: FeedbackRow): Promise<void> {
  const { useful, unclear, givenAt } = row;
  await db
    .insert(moduleFeedback)
    .values(row)
    .onConflictDoUpdate({
      target: [moduleFeedback.userId, moduleFeedback.courseId, moduleFeedback.moduleKey],
      set: { useful, unclear, givenAt },
    });
}

const ofLearner = and(
  eq(enrolments.userId, moduleFeedback.userId),
  eq(enrolments.courseId, moduleFeedback.courseId),
);

const ofModule = (of: Omit<FeedbackPlace, 'userId'>) =>
  and(eq(moduleFeedback.courseId, of.courseId), eq(moduleFeedback.moduleKey, of.moduleKey));

/** How many learners in no cohort gave each answer. */
export async function countFeedbackOfNoCohort(db: Executor, of: Omit<FeedbackPlace, 'userId'>) {
  return db
    .select({ useful: moduleFeedback.useful, count: sql<number>`count(*)::int` })
    .from(moduleFeedback)
    .innerJoin(enrolments, ofLearner)
    .where(and(ofModule(of), isNull(enrolments.cohortId)))
    .groupBy(moduleFeedback.useful);
}

/** What was unclear, in the order of the texts: it tells nothing of who wrote when. */
export async function listUnclear(
  db: Executor,
  of: Omit<FeedbackPlace, 'userId'> & {
    /** Of learners in these cohorts (null: in none). */
    cohortIds: readonly (string | null)[];
  },
  limit: number,
): Promise<{ text: string }[]> {
  const ids = of.cohortIds.filter((id) => id !== null);
  return db
    .select({ text: moduleFeedback.unclear })
    .from(moduleFeedback)
    .innerJoin(enrolments, ofLearner)
    .where(
      and(
        ofModule(of),
        ne(moduleFeedback.unclear, ''),
        or(
          inArray(enrolments.cohortId, ids),
          of.cohortIds.includes(null) ? isNull(enrolments.cohortId) : undefined,
        ),
      ),
    )
    .orderBy(moduleFeedback.unclear)
    .limit(limit);
}

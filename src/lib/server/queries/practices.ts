import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { attempts, practices } from '../db/schema/index.ts';

export type PracticeRow = typeof practices.$inferSelect;

interface PracticePlace {
  userId: string;
  courseId: string;
  moduleKey: string;
}

const at = (of: PracticePlace) =>
  and(
    eq(practices.userId, of.userId),
    eq(practices.courseId, of.courseId),
    eq(practices.moduleKey, of.moduleKey),
  );

export async function insertPractice(db: Executor, row: typeof practices.$inferInsert): Promise<void> {
  await db.insert(practices).values(row);
}

/** The practice, and whether an attempt of the same quiz is under way. */
export async function findPractice(
  db: Executor,
  id: string,
): Promise<(PracticeRow & { hasOpenAttempt: boolean }) | null> {
  const [row] = await db
    .select({
      ...getTableColumns(practices),
      // Names are written out: in a selection from one table Drizzle leaves the table's name away, and an attempt would be compared with itself.
      hasOpenAttempt: sql<boolean>`exists (select 1 from ${attempts} a where a.user_id = practices.user_id
        and a.course_id = practices.course_id and a.module_key = practices.module_key and a.state = 'in_progress')`,
    })
    .from(practices)
    .where(eq(practices.id, id));
  return row ?? null;
}

/** Holds the practice until the transaction ends. */
export async function lockPractice(db: Executor, id: string): Promise<PracticeRow | null> {
  const [row] = await db.select().from(practices).where(eq(practices.id, id)).for('no key update');
  return row ?? null;
}

/** The practice of a module that was not handed in yet, the newest if there were several. */
export async function findOpenPractice(db: Executor, of: PracticePlace): Promise<{ id: string } | null> {
  const [row] = await db
    .select({ id: practices.id })
    .from(practices)
    .where(and(at(of), isNull(practices.handedInAt)))
    .orderBy(desc(practices.startedAt), desc(practices.id))
    .limit(1);
  return row ?? null;
}

/** A learner's practices of a module without questions and answers, newest first. */
export async function listPractices(db: Executor, of: PracticePlace, limit: number) {
  return db
    .select({
      id: practices.id,
      startedAt: practices.startedAt,
      handedInAt: practices.handedInAt,
      score: practices.score,
      maxScore: practices.maxScore,
    })
    .from(practices)
    .where(at(of))
    .orderBy(desc(practices.startedAt), desc(practices.id))
    .limit(limit);
}

/** Writes answers and mark of a practice that the caller holds; one that was handed in before stays as it is. */
export async function closePractice(
  db: Executor,
  id: string,
  set: Required<Pick<PracticeRow, 'answers' | 'points' | 'handedInAt' | 'score' | 'maxScore'>>,
): Promise<void> {
  await db
    .update(practices)
    .set(set)
    .where(and(eq(practices.id, id), isNull(practices.handedInAt)));
}

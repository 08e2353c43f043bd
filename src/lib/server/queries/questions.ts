import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import {
  auditEntries,
  cohortInstructors,
  cohorts,
  courseRevisions,
  courses,
  pictures,
  questionEdits,
  questionRevisions,
  users,
} from '../db/schema/index.ts';

export type QuestionEditRow = typeof questionEdits.$inferSelect;

/** What staff changed of a course's questions, in the order in which it was added. */
export async function listQuestionEdits(db: Executor, courseId: string): Promise<QuestionEditRow[]> {
  return db
    .select()
    .from(questionEdits)
    .where(eq(questionEdits.courseId, courseId))
    .orderBy(asc(questionEdits.editedAt), asc(questionEdits.key));
}

/** Keeps questions as staff want them. Of one that was edited before, what it was made from stays as it was. */
export async function saveQuestionEdits(
  db: Executor,
  rows: readonly (typeof questionEdits.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(questionEdits)
    .values([...rows])
    .onConflictDoUpdate({
      target: [questionEdits.courseId, questionEdits.key],
      set: {
        document: sql`excluded.document`,
        editedBy: sql`excluded.edited_by`,
        editedAt: sql`excluded.edited_at`,
      },
    });
}

export async function deleteQuestionEdits(
  db: Executor,
  courseId: string,
  keys: readonly string[],
): Promise<void> {
  await db
    .delete(questionEdits)
    .where(and(eq(questionEdits.courseId, courseId), inArray(questionEdits.key, [...keys])));
}

/** Keeps pictures; one that is kept already is the same, as its name is the hash of its bytes. */
export async function insertPictures(
  db: Executor,
  rows: readonly (typeof pictures.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(pictures)
    .values([...rows])
    .onConflictDoNothing();
}

/** Pictures by their hashes. */
export async function findPictures(
  db: Executor,
  hashes: readonly string[],
): Promise<{ hash: string; mediaType: string; bytes: Uint8Array }[]> {
  if (hashes.length === 0) return [];
  return db
    .select({ hash: pictures.hash, mediaType: pictures.mediaType, bytes: pictures.bytes })
    .from(pictures)
    .where(inArray(pictures.hash, [...hashes]));
}

export async function findPicture(
  db: Executor,
  hash: string,
): Promise<{ mediaType: string; bytes: Uint8Array } | null> {
  const [row] = await db
    .select({ mediaType: pictures.mediaType, bytes: pictures.bytes })
    .from(pictures)
    .where(eq(pictures.hash, hash));
  return row ?? null;
}

/**
 * Every revision of a question, newest first, with who corrected it in the product (null: it came from the files), whether it
 * is asked now, and who teaches the course.
 */
export async function listRevisionsOfQuestion(db: Executor, of: { courseId: string; key: string }) {
  return db
    .select({
      id: questionRevisions.id,
      number: questionRevisions.number,
      moduleKey: questionRevisions.moduleKey,
      document: questionRevisions.document,
      createdAt: questionRevisions.createdAt,
      correctedBy: sql<
        string | null
      >`(select u.name_native from ${auditEntries} a join ${users} u on u.id = a.actor_id
        where a.subject_id = question_revisions.id and a.action = 'question.correct' order by a.at desc limit 1)`,
      isAsked: sql<boolean>`exists (select 1 from ${courses} k join ${courseRevisions} p on p.id = k.current_revision_id
        where k.id = question_revisions.course_id and jsonb_path_exists(p.document,
          '$.modules[*].quiz.questions[*] ? (@.revisionId == $id)', jsonb_build_object('id', question_revisions.id)))`,
      instructorIds: sql<string[]>`array(select distinct i.user_id from ${cohortInstructors} i
        join ${cohorts} o on o.id = i.cohort_id where o.course_id = question_revisions.course_id)`,
    })
    .from(questionRevisions)
    .where(and(eq(questionRevisions.courseId, of.courseId), eq(questionRevisions.key, of.key)))
    .orderBy(desc(questionRevisions.number));
}

export type StaffRevision = Awaited<ReturnType<typeof listRevisionsOfQuestion>>[number];

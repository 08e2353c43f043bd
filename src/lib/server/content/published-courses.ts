import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { Database } from '../db/client.ts';
import { COURSE_PUBLISHED, listPublishedCourses, listQuestionRevisions } from '../queries/courses.ts';
import type { Courses } from './courses.ts';

/**
 * Published courses in the memory of this process. Read at the first use; forgotten when any instance announces a new revision, and when the
 * line to the database was lost, because an announcement may have been missed meanwhile. Question revisions never change and stay.
 */
export function createCourses(database: Database): Courses & { close(): Promise<void> } {
  const questions = new Map<string, QuestionDocument>();
  let current: Promise<readonly PublishedCourse[]> | undefined;
  const forget = () => (current = undefined);
  // Postgres tells nothing to who does not listen: what was read before is read again once the line stands (or stands again).
  const listening = database.sql.listen(COURSE_PUBLISHED, forget, forget);
  listening.catch(() => undefined);

  const list = async () => {
    await listening;
    current ??= listPublishedCourses(database.db);
    const reading = current;
    return reading.catch((error: unknown) => {
      if (current === reading) forget();
      throw error;
    });
  };
  return {
    list,
    findBySlug: async (slug) => (await list()).find(({ document }) => document.slug === slug) ?? null,
    findById: async (id) => (await list()).find(({ courseId }) => courseId === id) ?? null,
    async questions(ids) {
      const unknown = ids.filter((id) => !questions.has(id));
      if (unknown.length > 0)
        for (const { id, document } of await listQuestionRevisions(database.db, unknown))
          questions.set(id, document);
      return new Map(
        ids.map((id) => {
          const document = questions.get(id);
          if (!document) throw new Error(`There is no question revision ${id}.`);
          return [id, document];
        }),
      );
    },
    async close() {
      await (await listening).unlisten();
    },
  };
}

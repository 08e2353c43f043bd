import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { Database } from '../db/client.ts';
import { COURSE_PUBLISHED, listPublishedCourses, listQuestionRevisions } from '../queries/courses.ts';
import type { Courses } from './courses.ts';

/**
 * Published courses in the memory of this process. Read at the first use; forgotten when any instance announces a new revision, and when
 * the line to the database was lost and stands again, because an announcement may have been missed meanwhile. While it is lost, what is
 * in memory is served. Question revisions never change and stay. Nothing connects before the first use.
 */
export function createCourses(database: Database): Courses & { close(): Promise<void> } {
  const questions = new Map<string, QuestionDocument>();
  let current: Promise<readonly PublishedCourse[]> | undefined;
  const line = openLine(database, () => (current = undefined));

  const list = async () => {
    await line.stands();
    // Whoever does not hear announcements must not keep what it read.
    if (!line.isHeard()) return listPublishedCourses(database.db);
    current ??= listPublishedCourses(database.db);
    const reading = current;
    return reading.catch((error: unknown) => {
      if (current === reading) current = undefined;
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
    close: line.close,
  };
}

/** Listens for announcements from the first `stands()` on. The driver itself tries again, for ever, when the connection breaks or never stood. */
function openLine({ sql }: Database, forget: () => void) {
  let heard = false;
  let opening: ReturnType<typeof sql.listen> | undefined;
  const onStanding = () => {
    heard = true;
    forget();
  };
  return {
    isHeard: () => heard,
    /** Waits for the first try, whatever comes of it: a page must not fail for want of announcements. */
    async stands(): Promise<void> {
      opening ??= sql.listen(COURSE_PUBLISHED, forget, onStanding);
      await opening.then(nothing, nothing);
    },
    async close(): Promise<void> {
      await opening?.then(({ unlisten }) => unlisten()).catch(nothing);
    },
  };
}

const nothing = () => undefined;

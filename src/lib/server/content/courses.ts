import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';

/**
 * Published courses in memory. Loaded at the first use, refreshed when Postgres announces a new revision
 * (`NOTIFY course_published`), so that pages spend no statement on content.
 */
export interface Courses {
  /** Every published course, oldest first. */
  list(): Promise<readonly PublishedCourse[]>;
  findBySlug(slug: string): Promise<PublishedCourse | null>;
  findById(courseId: string): Promise<PublishedCourse | null>;
  /** Question documents by revision id (they never change, so they are kept for ever). Throws for an unknown id. */
  questions(revisionIds: readonly string[]): Promise<ReadonlyMap<string, QuestionDocument>>;
}

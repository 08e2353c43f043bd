import { courseChanges } from '#lib/domain/courses/course-changes.ts';
import { moduleShapesOf } from '#lib/domain/courses/module-shape.ts';
import { buildCourse, type BuiltCourse } from '../../content/build-course.ts';
import type { AuthoredCourse } from '../../content/read-course.ts';
import { checkCourse } from '../../content/check-course.ts';
import { ContentError } from '../../content/problems.ts';
import { applyEdits } from '../../content/question-edits.ts';
import { applySegmentEdits } from '../../content/segment-edits.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import * as courses from '../../queries/courses.ts';
import { deleteQuestionEdits, insertPictures, listQuestionEdits } from '../../queries/questions.ts';
import { saveShapes } from '../../queries/standings.ts';
import { deleteSegmentEdits, listSegmentEdits } from '../../queries/segments.ts';
import { writeRevision } from './write-revision.ts';

export interface PublishReport {
  changed: boolean;
  revisionNumber: number;
  /** What a person reads: one line for the course, one for each change. */
  lines: string[];
}

/**
 * Publishes a course folder; called by the start and the command line, who answer for themselves. Checks everything first and throws
 * `ContentError` with every problem, writing nothing. Then, in one transaction and one instance at a time: question revisions where
 * a question changed, a course revision, its announcement; or nothing at all when nothing changed. What staff corrected and set in
 * the product holds, until the authors change the same question or segment.
 */
export async function publishCourse(ctx: Ctx, folder: string): Promise<PublishReport> {
  const { course, problems } = await checkCourse(folder);
  if (!course) throw new ContentError(problems);
  const fromFiles = buildCourse(course);
  return inTransaction(ctx, async (tx) => {
    await courses.lockPublishing(tx.db);
    const current = await courses.findCurrentRevision(tx.db, fromFiles.document.slug);
    const { built, ended } = await withEdits(tx, fromFiles, current?.courseId ?? null);
    await insertPictures(tx.db, picturesOf(course, tx.now()));
    const written = await writeRevision(tx, built, current);
    const { title } = built.document;
    // Also of a revision that was published before shapes were kept.
    if (!written && current) await saveShapes(tx.db, current.courseId, moduleShapesOf(current.document));
    if (!written)
      return {
        changed: false,
        revisionNumber: current?.number ?? 0,
        lines: [`Course "${title}": revision ${current?.number ?? 0}, unchanged`, ...ended],
      };
    const { number, document } = written;
    const changes = current ? courseChanges(current.document, document) : [];
    const head = `Course "${title}": revision ${number} published (${document.modules.length} modules, ${built.questions.length} questions)`;
    return {
      changed: true,
      revisionNumber: number,
      lines: [head, ...changes.map((change) => `  ${change}`), ...ended],
    };
  });
}

/** The course with what staff changed in the product; what the files replace is forgotten, and said. */
async function withEdits(
  tx: Ctx,
  fromFiles: BuiltCourse,
  courseId: string | null,
): Promise<{ built: BuiltCourse; ended: string[] }> {
  if (courseId === null) return { built: fromFiles, ended: [] };
  const questions = applyEdits(fromFiles, await listQuestionEdits(tx.db, courseId));
  const segments = applySegmentEdits(questions.built, await listSegmentEdits(tx.db, courseId));
  const keys = questions.outdated.map(({ key }) => key);
  if (keys.length > 0) await deleteQuestionEdits(tx.db, courseId, keys);
  await deleteSegmentEdits(tx.db, courseId, segments.outdated);
  const ended = [
    ...keys.map((key) => `question ${key}`),
    ...segments.outdated.map(({ moduleKey, segmentKey }) => `segment ${moduleKey}/${segmentKey}`),
  ];
  return {
    built: segments.built,
    ended: ended.map((what) => `  ${what}: the files replace what was changed in the product`),
  };
}

const picturesOf = ({ modules }: AuthoredCourse, createdAt: Date) =>
  modules.flatMap(({ pictures }) => [...pictures.values()].map((picture) => ({ ...picture, createdAt })));

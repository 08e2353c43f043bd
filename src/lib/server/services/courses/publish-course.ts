import { courseChanges } from '#lib/domain/courses/course-changes.ts';
import { buildCourse } from '../../content/build-course.ts';
import type { AuthoredCourse } from '../../content/read-course.ts';
import { checkCourse } from '../../content/check-course.ts';
import { ContentError } from '../../content/problems.ts';
import { applyEdits } from '../../content/question-edits.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import * as courses from '../../queries/courses.ts';
import { deleteQuestionEdits, insertPictures, listQuestionEdits } from '../../queries/questions.ts';
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
 * a question changed, a course revision, its announcement; or nothing at all when nothing changed. What staff corrected in the product
 * holds, until the authors change the same question.
 */
export async function publishCourse(ctx: Ctx, folder: string): Promise<PublishReport> {
  const { course, problems } = await checkCourse(folder);
  if (!course) throw new ContentError(problems);
  const fromFiles = buildCourse(course);
  return inTransaction(ctx, async (tx) => {
    await courses.lockPublishing(tx.db);
    const current = await courses.findCurrentRevision(tx.db, fromFiles.document.slug);
    const edits = current ? await listQuestionEdits(tx.db, current.courseId) : [];
    const { built, outdated } = applyEdits(fromFiles, edits);
    if (current && outdated.length > 0)
      await deleteQuestionEdits(
        tx.db,
        current.courseId,
        outdated.map(({ key }) => key),
      );
    await insertPictures(tx.db, picturesOf(course, tx.now()));
    const written = await writeRevision(tx, built, current);
    const { title } = built.document;
    const ended = outdated.map(
      ({ key }) => `  question ${key}: the files replace what was changed in the product`,
    );
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

const picturesOf = ({ modules }: AuthoredCourse, createdAt: Date) =>
  modules.flatMap(({ pictures }) => [...pictures.values()].map((picture) => ({ ...picture, createdAt })));

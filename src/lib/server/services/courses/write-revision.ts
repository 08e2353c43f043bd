import type { CourseDocument } from '#lib/domain/courses/course.ts';
import { moduleShapesOf } from '#lib/domain/courses/module-shape.ts';
import type { BuiltCourse } from '../../content/build-course.ts';
import { contentHash } from '../../content/content-hash.ts';
import { newId, type Ctx } from '../../context.ts';
import * as courses from '../../queries/courses.ts';
import { saveShapes } from '../../queries/standings.ts';

/**
 * Publishes a course as it is now, in the caller's transaction, which holds the lock of publishing: question revisions where a question is
 * new, a course revision and its announcement; null, and nothing written, where it equals the current revision.
 */
export async function writeRevision(
  tx: Ctx,
  built: BuiltCourse,
  current: courses.CurrentRevision | null,
): Promise<{ number: number; document: CourseDocument } | null> {
  const hashes = new Map(built.questions.map(({ document }) => [document.key, contentHash(document)]));
  const hash = contentHash({ document: built.document, questions: [...hashes] });
  if (current?.contentHash === hash) return null;
  const now = tx.now();
  const courseId = current?.courseId ?? newId(tx);
  if (!current)
    await courses.insertCourse(tx.db, { id: courseId, slug: built.document.slug, createdAt: now });
  const idByKey = await writeQuestions(tx, built, { courseId, hashes, isNew: !current });
  const document = withRevisions(built.document, idByKey);
  const number = (current?.number ?? 0) + 1;
  await courses.insertCurrentRevision(tx.db, {
    id: newId(tx),
    courseId,
    number,
    contentHash: hash,
    document,
    publishedAt: now,
  });
  await saveShapes(tx.db, courseId, moduleShapesOf(document));
  return { number, document };
}

/** Writes the questions that no revision has yet. Revision ids by key. */
async function writeQuestions(
  tx: Ctx,
  { questions }: BuiltCourse,
  given: { courseId: string; hashes: ReadonlyMap<string, string>; isNew: boolean },
): Promise<ReadonlyMap<string, string>> {
  const { courseId, hashes, isNew } = given;
  const known = isNew ? [] : await courses.listQuestionHashes(tx.db, courseId);
  const idByKey = new Map<string, string>();
  const added = questions.flatMap(({ moduleKey, document }) => {
    const { key } = document;
    const questionHash = hashes.get(key) ?? '';
    const own = known.filter((row) => row.key === key);
    const same = own.find((row) => row.contentHash === questionHash);
    const id = same?.id ?? newId(tx);
    idByKey.set(key, id);
    if (same) return [];
    const number = (own[0]?.number ?? 0) + 1;
    return [
      { id, courseId, moduleKey, key, number, contentHash: questionHash, document, createdAt: tx.now() },
    ];
  });
  await courses.insertQuestionRevisions(tx.db, added);
  return idByKey;
}

/** The tree with each question pinned to its revision. */
export function withRevisions(
  document: CourseDocument,
  idByKey: ReadonlyMap<string, string>,
): CourseDocument {
  return {
    ...document,
    modules: document.modules.map((module) => ({
      ...module,
      quiz: {
        ...module.quiz,
        questions: module.quiz.questions.map((question) => ({
          ...question,
          revisionId: idByKey.get(question.key) ?? '',
        })),
      },
    })),
  };
}

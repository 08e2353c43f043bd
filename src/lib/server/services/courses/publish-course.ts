import type { CourseDocument } from '#lib/domain/courses/course.ts';
import { courseChanges } from '#lib/domain/courses/course-changes.ts';
import { buildCourse, type BuiltCourse } from '../../content/build-course.ts';
import { checkCourse } from '../../content/check-course.ts';
import { contentHash } from '../../content/content-hash.ts';
import { ContentError } from '../../content/problems.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import * as courses from '../../queries/courses.ts';

export interface PublishReport {
  changed: boolean;
  revisionNumber: number;
  /** What a person reads: one line for the course, one for each change. */
  lines: string[];
}

/**
 * Publishes a course folder; called by the start and the command line, who answer for themselves. Checks everything first and throws
 * `ContentError` with every problem, writing nothing. Then, in one transaction and one instance at a time: question revisions where
 * a question changed, a course revision, its announcement; or nothing at all when nothing changed.
 */
export async function publishCourse(ctx: Ctx, folder: string): Promise<PublishReport> {
  const { course, problems } = await checkCourse(folder);
  if (!course) throw new ContentError(problems);
  const built = buildCourse(course);
  const hashes = new Map(built.questions.map(({ document }) => [document.key, contentHash(document)]));
  const hash = contentHash({ document: built.document, questions: [...hashes] });
  return inTransaction(ctx, async (tx) => {
    await courses.lockPublishing(tx.db);
    const current = await courses.findCurrentRevision(tx.db, built.document.slug);
    const { title } = built.document;
    if (current?.contentHash === hash)
      return {
        changed: false,
        revisionNumber: current.number,
        lines: [`Course "${title}": revision ${current.number}, unchanged`],
      };
    return writeRevision(tx, built, { current, hashes, hash });
  });
}

async function writeRevision(
  tx: Ctx,
  built: BuiltCourse,
  given: { current: courses.CurrentRevision | null; hashes: ReadonlyMap<string, string>; hash: string },
): Promise<PublishReport> {
  const { current, hashes, hash } = given;
  const now = tx.now();
  const courseId = current?.courseId ?? newId(tx);
  if (!current)
    await courses.insertCourse(tx.db, { id: courseId, slug: built.document.slug, createdAt: now });

  const known = current ? await courses.listQuestionHashes(tx.db, courseId) : [];
  const idByKey = new Map<string, string>();
  const added = built.questions.flatMap(({ moduleKey, document }) => {
    const questionHash = hashes.get(document.key) ?? '';
    const own = known.filter(({ key }) => key === document.key);
    const same = own.find((row) => row.contentHash === questionHash);
    idByKey.set(document.key, same?.id ?? newId(tx));
    if (same) return [];
    const id = idByKey.get(document.key) ?? '';
    const number = (own[0]?.number ?? 0) + 1;
    return [
      {
        id,
        courseId,
        moduleKey,
        key: document.key,
        number,
        contentHash: questionHash,
        document,
        createdAt: now,
      },
    ];
  });
  await courses.insertQuestionRevisions(tx.db, added);

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
  const changes = current ? courseChanges(current.document, document) : [];
  const head = `Course "${document.title}": revision ${number} published (${document.modules.length} modules, ${built.questions.length} questions)`;
  return { changed: true, revisionNumber: number, lines: [head, ...changes.map((change) => `  ${change}`)] };
}

function withRevisions(document: CourseDocument, idByKey: ReadonlyMap<string, string>): CourseDocument {
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

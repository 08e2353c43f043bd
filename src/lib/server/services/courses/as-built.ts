import type { BuiltCourse } from '../../content/build-course.ts';
import type { Ctx } from '../../context.ts';
import * as courses from '../../queries/courses.ts';
import { withRevisions } from './write-revision.ts';

/** A published revision as it was before its questions were pinned. */
export async function asBuilt(tx: Ctx, { document }: courses.CurrentRevision): Promise<BuiltCourse> {
  const pinned = document.modules.flatMap((module) =>
    module.quiz.questions.map(({ revisionId }) => ({ moduleKey: module.key, revisionId })),
  );
  const rows = await courses.listQuestionRevisions(
    tx.db,
    pinned.map(({ revisionId }) => revisionId),
  );
  return {
    document: withRevisions(document, new Map()),
    questions: pinned.map(({ moduleKey, revisionId }) => {
      const row = rows.find(({ id }) => id === revisionId);
      if (!row) throw new Error(`Question revision ${revisionId} is missing.`);
      return { moduleKey, document: row.document };
    }),
  };
}

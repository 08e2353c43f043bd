import { AppError } from '#lib/domain/errors.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { contentHash } from '../../content/content-hash.ts';
import { withQuestion } from '../../content/question-edits.ts';
import type { Ctx } from '../../context.ts';
import * as courses from '../../queries/courses.ts';
import { listQuestionEdits, saveQuestionEdits } from '../../queries/questions.ts';
import { asBuilt } from '../courses/as-built.ts';
import { writeRevision } from '../courses/write-revision.ts';

/**
 * Publishes questions that staff corrected or added, in the caller's transaction: a new course revision that holds them, and the note that
 * keeps them when the course's files are published again. The caller has checked the questions and who asks. Null: nothing differs from
 * what is published.
 */
export async function publishQuestions(
  tx: Ctx,
  given: { course: string; moduleKey: string; questions: readonly QuestionDocument[] },
): Promise<{ revisionNumber: number } | null> {
  await courses.lockPublishing(tx.db);
  const current = await courses.findCurrentRevision(tx.db, given.course);
  if (!current?.document.modules.some(({ key }) => key === given.moduleKey)) throw new AppError('not-found');
  const published = await asBuilt(tx, current);
  const edits = await listQuestionEdits(tx.db, current.courseId);
  const { moduleKey } = given;
  const rows = given.questions.map((document) => {
    const { key } = document;
    const replaced = published.questions.find((question) => question.document.key === key);
    if (replaced && replaced.moduleKey !== moduleKey) throw new AppError('invalid-input');
    const isEdited = edits.some((edit) => edit.key === key);
    return {
      courseId: current.courseId,
      moduleKey,
      key,
      document,
      baseHash: replaced && !isEdited ? contentHash(replaced.document) : null,
      editedBy: tx.actor?.userId ?? null,
      editedAt: tx.now(),
    };
  });
  const written = await writeRevision(tx, rows.reduce(withQuestion, published), current);
  if (!written) return null;
  await saveQuestionEdits(tx.db, rows);
  return { revisionNumber: written.number };
}

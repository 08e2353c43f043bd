import { AppError } from '#lib/domain/errors.ts';
import { readPicture } from '../../content/pictures.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { findCurrentRevision, lockPublishing } from '../../queries/courses.ts';
import { insertPictures } from '../../queries/questions.ts';
import { recordAct } from '../audit/record-act.ts';
import { publishQuestions } from '../questions/publish-questions.ts';
import { planImport, type ImportInput, type ImportPlan } from './plan-import.ts';

/** `revisionNumber` of the course; null: there was nothing to change. */
export type Imported = ImportPlan & { revisionNumber: number | null };

/**
 * Does what the dry run showed: in one transaction the questions are published with a new revision of the course, their pictures are kept, and the
 * audit log says who did it; or nothing at all. `basis` is the number of the course revision that the dry run looked at: refused as `question-changed` when
 * the course changed since.
 */
export async function importBank(ctx: Ctx, input: ImportInput & { basis: number | null }): Promise<Imported> {
  const plan = await planImport(ctx, input);
  const { course, module } = plan;
  const changed = plan.planned.filter(({ change }) => change !== 'same');
  if (changed.length === 0) return { ...plan, revisionNumber: null };
  return inTransaction(ctx, async (tx) => {
    await lockPublishing(tx.db);
    const current = await findCurrentRevision(tx.db, course.document.slug);
    // The plan was made from what is in memory, the dry run from what was shown: both must still be what is published.
    const looked = input.basis ?? course.revisionNumber;
    if (current?.number !== course.revisionNumber || looked !== course.revisionNumber)
      throw new AppError('question-changed');
    await insertPictures(
      tx.db,
      changed.flatMap(({ picture }) => {
        const read = picture ? readPicture(picture) : null;
        return read && !('fault' in read) ? [{ ...read, createdAt: tx.now() }] : [];
      }),
    );
    const done = await publishQuestions(tx, {
      course: course.document.slug,
      moduleKey: module.key,
      questions: changed.map(({ document }) => document),
    });
    if (!done) return { ...plan, revisionNumber: null };
    await recordAct(tx, 'question.import', {
      details: {
        course: course.document.slug,
        module: module.key,
        questions: changed.length,
        file: input.file.name.slice(0, 200),
        revision: done.revisionNumber,
      },
    });
    return { ...plan, revisionNumber: done.revisionNumber };
  });
}

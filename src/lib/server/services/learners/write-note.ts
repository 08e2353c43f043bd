import * as v from 'valibot';
import { validate as isUuid } from 'uuid';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, newId, requireActor, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { deleteNote, findNote, insertNote } from '../../queries/notes.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffLearner } from './staff-learner.ts';

export const writeNoteInput = v.object({ course: formText, note: formText });

export const LONGEST_NOTE = 2_000;

/** The staff of a learner's cohort write a note for each other; the learner never sees it. That it was written stands in the audit log, not what. */
export async function writeNote(
  ctx: Ctx,
  input: { userId: string } & v.InferOutput<typeof writeNoteInput>,
): Promise<void> {
  const of = { userId: input.userId, courseId: input.course };
  const { course } = await staffLearner(ctx, 'learner.read', of);
  const body = input.note.replace(/\r\n?/g, '\n').trim();
  refuseProblems({ note: body === '' ? 'text-missing' : body.length > LONGEST_NOTE ? 'text-long' : null });
  await inTransaction(ctx, async (tx) => {
    await insertNote(tx.db, {
      id: newId(tx),
      ...of,
      body,
      writtenBy: requireActor(tx).userId,
      writtenAt: tx.now(),
    });
    await recordAct(tx, 'note.write', {
      subjectId: of.userId,
      details: { course: course.document.slug },
    });
  });
}

/** Who wrote a note takes it away, or an administrator. To others of the staff it stays, and is `not-found` when they try. */
export async function removeNote(ctx: Ctx, input: { userId: string; noteId: string }): Promise<void> {
  const note = isUuid(input.noteId) ? await findNote(ctx.db, input.noteId) : null;
  const of = { userId: input.userId, courseId: note?.courseId ?? '' };
  const { course } = await staffLearner(ctx, 'learner.read', of);
  const actor = requireActor(ctx);
  if (note?.userId !== input.userId || !mayRemove(actor, note)) throw new AppError('not-found');
  await inTransaction(ctx, async (tx) => {
    if (!(await deleteNote(tx.db, note.id))) throw new AppError('not-found');
    await recordAct(tx, 'note.remove', { subjectId: of.userId, details: { course: course.document.slug } });
  });
}

/** Is this note theirs to remove? */
export const mayRemove = (
  actor: { userId: string; role: string },
  note: { writtenBy: string | null },
): boolean => actor.role === 'admin' || note.writtenBy === actor.userId;

import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#lib/domain/errors.ts';
import {
  LARGEST_ANSWERS_FILE,
  readAnswersFile,
  type ReadAnswersFile,
} from '#lib/domain/quizzes/answers-file.ts';
import { arrivalOf } from '#lib/domain/quizzes/answer-order.ts';
import { moveOf } from '#lib/domain/quizzes/attempt-state.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { listAttemptQuestions, moveAttempt, saveAnswers, type AttemptRow } from '../../queries/attempts.ts';
import { requireStorable } from './answer-size.ts';
import { closeAttempt } from './close-attempt.ts';
import { gradeAttempt } from './grade-attempt.ts';
import { lockOwnAttempt } from './own-attempt.ts';

/**
 * A learner hands in an attempt by the file that its page wrote while the line was down. Its answers are merged with those on the server,
 * the later sequence number wins, and the attempt is handed in, marked as such. The file counts until the grace period ends, by the clock of
 * the server. Handing in again changes nothing.
 *
 * Refused: `too-large`; `file-invalid` when it is no file of answers, was changed, or is of somebody else's attempt; `file-too-late` when the
 * attempt was closed before and the file holds something that did not arrive in time.
 */
export async function handInFile(
  ctx: Ctx,
  input: { file: string },
): Promise<{ attemptId: string; course: string; module: string }> {
  authorize(ctx, 'attempt.take');
  if (input.file.length > LARGEST_ANSWERS_FILE) throw new AppError('too-large');
  const file = readAnswersFile(input.file);
  if (!file) throw new AppError('file-invalid');
  const result = await inTransaction(ctx, async (tx) => {
    const attempt = await ownAttemptOf(tx, file);
    requireSignature(attempt, file);
    const newer = await newerAnswers(tx, attempt, file);
    const move = moveOf(attempt, 'submit', tx.now());
    if (!move.moves) return { attempt, isLate: newer.length > 0 };
    if (newer.length > 0) await saveAnswers(tx.db, attempt.id, newer, tx.now());
    const set = { state: move.to, submittedAt: tx.now(), handedInByFile: true };
    await moveAttempt(tx.db, attempt.id, 'in_progress', set);
    return { attempt, isLate: false };
  });
  const { id, courseId, moduleKey } = result.attempt;
  await (result.isLate ? closeAttempt(ctx, id) : gradeAttempt(ctx, id));
  if (result.isLate) throw new AppError('file-too-late');
  const document = (await ctx.courses.findById(courseId))?.document;
  const module = document?.modules.find(({ key }) => key === moduleKey);
  if (!document || !module) throw new AppError('not-found');
  return { attemptId: id, course: document.slug, module: module.slug };
}

/** To a stranger the file of somebody else is as invalid as one of no attempt at all. */
async function ownAttemptOf(tx: Ctx, { attempt }: ReadAnswersFile): Promise<AttemptRow> {
  try {
    return await lockOwnAttempt(tx, attempt, 'attempt.take');
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') throw new AppError('file-invalid');
    throw error;
  }
}

function requireSignature({ fileKey }: AttemptRow, { signed, signature }: ReadAnswersFile): void {
  const right = createHmac('sha256', fileKey).update(signed).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new AppError('file-invalid');
}

/** Answers of the file that are newer than what is kept, as rows to save. */
async function newerAnswers(tx: Ctx, attempt: AttemptRow, { answers }: ReadAnswersFile) {
  const rows = await listAttemptQuestions(tx.db, attempt.id);
  return rows.flatMap(({ position, questionKey, answerSeq }) => {
    const sent = answers.findLast(({ question }) => question === questionKey);
    if (!sent || arrivalOf({ seq: answerSeq, isSame: true }, sent) !== 'newer') return [];
    requireStorable(sent.answer);
    return [{ position, answer: sent.answer, seq: sent.seq }];
  });
}

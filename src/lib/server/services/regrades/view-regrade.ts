import { validate as isUuid } from 'uuid';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import { findRegrade } from '../../queries/regrades.ts';
import { staffQuestion, type QuestionAddress } from '../questions/staff-question.ts';

/** An instructor of the course sees how far a regrade of its question is, and in the end what it changed. */
export async function viewRegrade(ctx: Ctx, input: QuestionAddress & { regradeId: string }) {
  const question = await staffQuestion(ctx, 'question.read', input);
  const regrade = isUuid(input.regradeId) ? await findRegrade(ctx.db, input.regradeId) : null;
  if (regrade?.courseId !== question.course.courseId || regrade.questionKey !== input.key)
    throw new AppError('not-found');
  return { question, regrade };
}

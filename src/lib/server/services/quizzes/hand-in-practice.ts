import { gradePractice, type PracticeAnswers } from '#lib/domain/quizzes/practice.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { closePractice } from '../../queries/practices.ts';
import { requireStorable } from './answer-size.ts';
import { lockOwnPractice, ownPractice } from './own-practice.ts';

/**
 * A learner hands in a practice of their own; it is graded at once. Handing in again, with the same answers or others, changes nothing and
 * answers the same: a page that was offline sends until it is told. Refused: `too-large` and `invalid-input` for what is no answer.
 */
export async function handInPractice(
  ctx: Ctx,
  input: { practiceId: string; answers: PracticeAnswers },
): Promise<{ practiceId: string }> {
  // Fetched before the transaction: the memory of courses has its own connection (see grade-attempt.ts).
  const { asked } = await ownPractice(ctx, input.practiceId);
  const documents = await ctx.courses.questions(asked.map(({ revisionId }) => revisionId));
  const questions = asked.map(({ revisionId }) => {
    const question = documents.get(revisionId);
    if (!question) throw new Error(`Question revision ${revisionId} is missing.`);
    return question;
  });
  const given = asked.flatMap(({ key }) => {
    const answer = Object.hasOwn(input.answers, key) ? (input.answers[key] ?? null) : null;
    if (answer === null) return [];
    requireStorable(answer);
    return [[key, answer] as const];
  });
  const answers = Object.fromEntries(given);
  return inTransaction(ctx, async (tx) => {
    const practice = await lockOwnPractice(tx, input.practiceId);
    if (!practice.handedInAt)
      await closePractice(tx.db, practice.id, {
        answers,
        ...gradePractice(questions, answers),
        handedInAt: tx.now(),
      });
    return { practiceId: practice.id };
  });
}

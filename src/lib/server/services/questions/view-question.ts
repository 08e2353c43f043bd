import type { LearnerView, ReviewView } from '#lib/domain/questions/kind.ts';
import { askedQuestion, reviewedQuestion, rightAnswer } from '#lib/domain/questions/registry.ts';
import { typedQuestion, type TypedQuestion } from '../../content/question-text.ts';
import type { Ctx } from '../../context.ts';
import { listRegrades } from '../../queries/regrades.ts';
import { staffQuestion, type QuestionAddress, type StaffQuestion } from './staff-question.ts';

/** Any order will do, but always the same. */
const SEED = 1;

export interface QuestionPage extends StaffQuestion {
  /** As a learner gets it. */
  asked: LearnerView;
  /** What is right. */
  key: ReviewView;
  /** As the form to correct it shows it. */
  typed: TypedQuestion;
  regrades: Awaited<ReturnType<typeof listRegrades>>;
}

/** An instructor of the course sees a question: as it is asked, its key, its revisions and its regrades. Two statements. */
export async function viewQuestion(ctx: Ctx, address: QuestionAddress): Promise<QuestionPage> {
  const question = await staffQuestion(ctx, 'question.read', address);
  const { document } = question.current;
  return {
    ...question,
    asked: askedQuestion(document, SEED),
    key: reviewedQuestion(document, rightAnswer(document), SEED),
    typed: typedQuestion(document),
    regrades: await listRegrades(ctx.db, {
      courseId: question.course.courseId,
      questionKey: document.key,
    }),
  };
}

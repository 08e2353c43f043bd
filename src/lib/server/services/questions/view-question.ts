import { typedQuestion, type TypedQuestion } from '../../content/question-text.ts';
import type { Ctx } from '../../context.ts';
import { listRegrades } from '../../queries/regrades.ts';
import { questionFigures, type QuestionFigures } from '../analysis/question-figures.ts';
import { shownQuestion, type ShownQuestion } from './shown-question.ts';
import { staffQuestion, type QuestionAddress, type StaffQuestion } from './staff-question.ts';

export interface QuestionPage extends StaffQuestion {
  shown: ShownQuestion;
  /** As the form to correct it shows it. */
  typed: TypedQuestion;
  regrades: Awaited<ReturnType<typeof listRegrades>>;
  /** Null: it is not asked any more. */
  figures: QuestionFigures | null;
}

/** An instructor of the course sees a question: as it is asked, its key, its figures, its revisions and its regrades. Four statements. */
export async function viewQuestion(ctx: Ctx, address: QuestionAddress): Promise<QuestionPage> {
  const question = await staffQuestion(ctx, 'question.read', address);
  const { document } = question.current;
  const of = { courseId: question.course.courseId, questionKey: document.key };
  const [regrades, figures] = await Promise.all([listRegrades(ctx.db, of), questionFigures(ctx, question)]);
  return {
    ...question,
    shown: shownQuestion(document),
    typed: typedQuestion(document),
    regrades,
    figures,
  };
}

import { countResponses, type ResponseCount } from '#lib/domain/analysis/choice-analysis.ts';
import { thirdsOf } from '#lib/domain/analysis/thirds.ts';
import type { Ctx } from '../../context.ts';
import { countAnswers, type FigureScope } from '../../queries/figures.ts';
import type { StaffQuestion } from '../questions/staff-question.ts';
import { figuresOfModule, type FiguredQuestion } from './view-module-figures.ts';

export interface QuestionFigures extends FiguredQuestion {
  /** Counted on the same attempts, cut into thirds by their mark. */
  responses: ResponseCount[];
  /** How many attempts stand in an outer third. */
  third: number;
}

/**
 * What the first attempts of all learners say of one question, for staff who were let in by `staffQuestion`. Null when it is not asked any
 * more: then it has no place among the questions of a quiz. Two statements.
 */
export async function questionFigures(ctx: Ctx, staff: StaffQuestion): Promise<QuestionFigures | null> {
  const { course, module, current } = staff;
  if (!module || !staff.isAsked) return null;
  const { key } = current.document;
  const scope: FigureScope = {
    courseId: course.courseId,
    moduleKey: module.key,
    cohortId: null,
    attempts: 'first',
  };
  const [{ questions }, answers] = await Promise.all([
    figuresOfModule(ctx, module, scope),
    countAnswers(ctx.db, { ...scope, questionKey: key }),
  ]);
  const own = questions.find((question) => question.key === key);
  if (!own) return null;
  const thirds = thirdsOf(answers.marks);
  const documents = new Map(staff.revisions.map(({ id, document }) => [id, document]));
  return {
    ...own,
    responses: countResponses(
      answers.answers.flatMap(({ revisionId, answer, percent, n }) => {
        const [question, share] = [documents.get(revisionId), thirds.get(percent)];
        if (!question || !share) return [];
        const { upper, middle, lower } = share;
        return [{ question, raw: answer, upper: upper * n, middle: middle * n, lower: lower * n }];
      }),
    ),
    third: Math.floor(own.figures.n / 3),
  };
}

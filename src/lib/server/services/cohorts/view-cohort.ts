import { validate as isUuid } from 'uuid';
import {
  COHORT_FILTERS,
  cohortRow,
  filterRows,
  sortRows,
  type CohortFilter,
  type CohortOrder,
  type CohortRow,
} from '#lib/domain/cohorts/cohort-table.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findCohort, listCohortLearners } from '../../queries/cohorts.ts';

export interface CohortView {
  id: string;
  name: string;
  joinCode: string;
  course: PublishedCourse;
  /** The rows that the filter lets through, in order. */
  rows: CohortRow[];
  learners: number;
  needHand: number;
  completed: number;
  /** Mean of the learners' average marks; null before any. */
  averagePercent: number | null;
  filter: CohortFilter;
  order: CohortOrder;
  words: string;
}

export interface CohortQuestion {
  id: string;
  /** From the address; anything unknown counts as the default. */
  show?: string | null;
  sort?: string | null;
  direction?: string | null;
  words?: string | null;
}

/** An instructor of the cohort (or an administrator) sees every learner against every module. Three statements with the session's. */
export async function viewCohort(ctx: Ctx, question: CohortQuestion): Promise<CohortView> {
  const cohort = isUuid(question.id) ? await findCohort(ctx.db, question.id) : null;
  authorize(ctx, 'cohort.read', { instructorIds: cohort?.instructorIds ?? [] });
  const course = cohort && (await ctx.courses.findById(cohort.courseId));
  if (!cohort || !course) throw new AppError('not-found');
  const now = ctx.now();
  const all = (await listCohortLearners(ctx.db, cohort.id)).map((learner) =>
    cohortRow(course.document, learner, now),
  );
  const marks = all.flatMap(({ averagePercent }) => (averagePercent === null ? [] : [averagePercent]));
  const { filter, order, words } = choose(question, course);
  return {
    id: cohort.id,
    name: cohort.name,
    joinCode: cohort.joinCode,
    course,
    rows: sortRows(filterRows(all, filter, words), order),
    learners: all.length,
    needHand: all.filter((row) => row.needsHand).length,
    completed: all.filter((row) => row.modulesDone === course.document.modules.length).length,
    averagePercent: marks.length ? marks.reduce((sum, mark) => sum + mark, 0) / marks.length : null,
    filter,
    order,
    words,
  };
}

function choose(question: CohortQuestion, course: PublishedCourse) {
  const filter = COHORT_FILTERS.find((known) => known === question.show) ?? 'all';
  const columns = ['name', 'seen', 'mark', 'done', ...course.document.modules.map(({ key }) => key)];
  const by = columns.find((column) => column === question.sort) ?? 'name';
  return {
    filter,
    order: { by, descending: question.direction === 'desc' },
    words: (question.words ?? '').slice(0, 100),
  };
}

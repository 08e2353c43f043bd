import { validate as isUuid } from 'uuid';
import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { cohortCounts, countOf, type CohortCounts } from '#lib/domain/cohorts/cohort-counts.ts';
import {
  MATRIX_COLUMNS,
  MATRIX_FILTERS,
  placeText,
  readPlace,
  searchWordsOf,
  type MatrixFilter,
  type MatrixOrder,
  type MatrixRow,
} from '#lib/domain/cohorts/matrix.ts';
import { AppError } from '#lib/domain/errors.ts';
import { helpReasons } from '#lib/domain/cohorts/needs-help.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { authorize, requireActor, type Ctx } from '../../context.ts';
import { findCohortFrame, type CohortFrame } from '../../queries/cohort-frame.ts';
import { listMatrixPage, type StoredMatrixRow } from '../../queries/matrix.ts';

const PAGE_SIZE = 50;

export interface CohortView {
  cohort: Omit<CohortFrame, 'tallies'>;
  course: PublishedCourse;
  counts: CohortCounts;
  rows: MatrixRow[];
  /** How many the filter lets through; null where words are looked for: then nobody has counted. */
  chosen: number | null;
  filter: MatrixFilter;
  order: MatrixOrder;
  words: string;
  /** Where the next page begins; null: there is none. */
  next: string | null;
}

export interface CohortQuestion {
  id: string;
  show?: string | null;
  sort?: string | null;
  direction?: string | null;
  words?: string | null;
  after?: string | null;
}

/**
 * An instructor of the cohort (or an administrator) sees a page of its learners against the modules. Somebody else's cohort does not exist. Unknown
 * filters and orders are the usual ones.
 */
export async function viewCohort(ctx: Ctx, question: CohortQuestion): Promise<CohortView> {
  const { cohort, course } = await openFrame(ctx, question.id);
  const today = dayOf(ctx.now());
  const { filter, order, words } = readQuestion(question, course);
  const found = await listMatrixPage(ctx.db, {
    cohortId: cohort.id,
    filter,
    words: searchWordsOf(words),
    order,
    after: readPlace(question.after),
    today,
    limit: PAGE_SIZE + 1,
  });
  const page = found.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  const counts = cohortCounts(cohort.tallies, today);
  return {
    cohort,
    course,
    counts,
    rows: page.map((row) => matrixRow(row, cohort.inactiveDays, today)),
    chosen: words === '' ? countOf(counts, filter) : null,
    filter,
    order,
    words,
    next: found.length > PAGE_SIZE && last ? placeText({ value: last.place, userId: last.userId }) : null,
  };
}

/** The guard of the table and of the list of those who need help: the cohort with what stands around them. */
export async function openFrame(ctx: Ctx, id: string) {
  const { userId } = requireActor(ctx);
  const cohort = isUuid(id) ? await findCohortFrame(ctx.db, id, userId) : null;
  authorize(ctx, 'cohort.read', { instructorIds: cohort?.instructorIds ?? [] });
  const course = cohort && (await ctx.courses.findById(cohort.courseId));
  if (!cohort || !course) throw new AppError('not-found');
  return { cohort, course };
}

/** A learner as the screens of staff show them; the reasons are those of today, none while snoozed. */
export function matrixRow(stored: StoredMatrixRow, inactiveDays: number, today: string): MatrixRow {
  const { cells, handOn, enrolledOn, activeOn, place: _place, ...row } = stored;
  const isListed = handOn !== null && handOn <= today;
  return {
    ...row,
    isBehind: row.dueOn !== null && row.dueOn < today,
    cells: cells.map(({ wayVideo, wayAudio, wayTranscript, ...cell }) => ({
      moduleKey: cell.moduleKey,
      state: cell.state,
      stepsDone: cell.stepsDone,
      stepsTotal: cell.stepsTotal,
      attempts: cell.attempts,
      bestPercent: cell.bestPercent,
      dueOn: cell.dueOn,
      completedOn: cell.completedOn,
      ways: [
        ...(wayVideo ? ['video' as const] : []),
        ...(wayAudio ? ['audio' as const] : []),
        ...(wayTranscript ? ['transcript' as const] : []),
      ],
    })),
    reasons: isListed ? helpReasons({ enrolledOn, activeOn, inactiveDays, modules: cells }, today) : [],
  };
}

function readQuestion(question: CohortQuestion, course: PublishedCourse) {
  const columns = [...MATRIX_COLUMNS, ...course.document.modules.map(({ key }) => key)];
  return {
    filter: MATRIX_FILTERS.find((known) => known === question.show) ?? ('all' as const),
    order: {
      by: columns.find((column) => column === question.sort) ?? 'name',
      descending: question.direction === 'desc',
    },
    words: (question.words ?? '').trim().slice(0, 100),
  };
}

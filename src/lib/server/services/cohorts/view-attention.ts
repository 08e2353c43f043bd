import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { cohortCounts, type CohortCounts } from '#lib/domain/cohorts/cohort-counts.ts';
import { placeText, readPlace, type MatrixRow } from '#lib/domain/cohorts/matrix.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Ctx } from '../../context.ts';
import type { CohortFrame } from '../../queries/cohort-frame.ts';
import { listMatrixPage } from '../../queries/matrix.ts';
import { matrixRow, openFrame } from './view-cohort.ts';

const PAGE_SIZE = 25;

export interface AttentionView {
  cohort: CohortFrame;
  course: PublishedCourse;
  counts: CohortCounts;
  /** Those who have needed help longest come first; each has at least one reason. */
  rows: MatrixRow[];
  next: string | null;
}

/** An instructor of the cohort (or an administrator) sees who needs help and why. Somebody else's cohort does not exist. */
export async function viewAttention(
  ctx: Ctx,
  question: { id: string; after?: string | null },
): Promise<AttentionView> {
  const { cohort, course } = await openFrame(ctx, question.id);
  const today = dayOf(ctx.now());
  const found = await listMatrixPage(ctx.db, {
    cohortId: cohort.id,
    filter: 'needs-help',
    words: [],
    order: { by: 'hand', descending: false },
    after: readPlace(question.after),
    today,
    limit: PAGE_SIZE + 1,
  });
  const page = found.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    cohort,
    course,
    counts: cohortCounts(cohort.tallies, today),
    rows: page.map((row) => matrixRow(row, cohort.inactiveDays, today)),
    next: found.length > PAGE_SIZE && last ? placeText({ value: last.place, userId: last.userId }) : null,
  };
}

import { validate as isUuid } from 'uuid';
import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { cohortReport, REPORT_KINDS } from '#lib/domain/cohorts/report.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findReportedCohort, type ReportedCohort } from '../../queries/cohort-report.ts';
import { sumTallies } from '../../queries/tallies.ts';
import { reportWords, type Reported, type ReportWords } from './report-words.ts';

export interface CohortReportView extends Reported {
  cohort: ReportedCohort;
  words: ReportWords;
}

/**
 * An instructor of the cohort (or an administrator) sums it up for a funder, without the name of any learner. Two statements over counts that are kept,
 * however many learners there are.
 */
export async function viewCohortReport(ctx: Ctx, id: string): Promise<CohortReportView> {
  const cohort = isUuid(id) ? await findReportedCohort(ctx.db, id) : null;
  authorize(ctx, 'cohort.read', { instructorIds: cohort?.instructors.map((one) => one.id) ?? [] });
  const course = cohort && (await ctx.courses.findById(cohort.courseId));
  if (!cohort || !course) throw new AppError('not-found');
  const tallies = await sumTallies(ctx.db, { cohortIds: [cohort.id], kinds: REPORT_KINDS });
  const madeOn = dayOf(ctx.now());
  const keys = course.document.modules.map(({ key }) => key);
  const reported = { cohort, course, madeOn, report: cohortReport(tallies, keys, madeOn) };
  return { ...reported, words: reportWords(reported) };
}

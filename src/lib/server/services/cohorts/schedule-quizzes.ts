import { AppError } from '#lib/domain/errors.ts';
import { parseMinute, toMinute } from '#lib/domain/quizzes/minute.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { listQuizWindows, saveQuizWindows } from '../../queries/quiz-access.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffCohort } from './staff-cohort.ts';

/** The dates of one module's quiz, as a form sends them: a minute in UTC, or empty for no such limit. */
export interface QuizDates {
  opensAt: string;
  closesAt: string;
}

/** The staff of a cohort see when its quizzes are open: every module of the course, with or without dates. */
export async function viewQuizDates(ctx: Ctx, cohortId: string) {
  const { cohort, course } = await staffCohort(ctx, 'quiz.schedule', cohortId);
  const windows = await listQuizWindows(ctx.db, cohort.id);
  return {
    cohort: { id: cohort.id, name: cohort.name },
    language: course.document.language,
    modules: course.document.modules.map(({ key, title }) => {
      const window = windows.find(({ moduleKey }) => moduleKey === key);
      return {
        key,
        title,
        opensAt: toMinute(window?.opensAt ?? null),
        closesAt: toMinute(window?.closesAt ?? null),
      };
    }),
  };
}

/**
 * The staff of a cohort set when its quizzes are open. All or nothing: a date that cannot be read, or a quiz that would close before it opens,
 * refuses everything and names the module. Attempts that are open keep the deadline that they were started with.
 */
export async function scheduleQuizzes(
  ctx: Ctx,
  input: { cohortId: string; dates: ReadonlyMap<string, QuizDates> },
): Promise<void> {
  const { cohort, course } = await staffCohort(ctx, 'quiz.schedule', input.cohortId);
  const given = course.document.modules.flatMap(({ key }) => {
    const dates = input.dates.get(key);
    return dates
      ? [{ moduleKey: key, opensAt: parseMinute(dates.opensAt), closesAt: parseMinute(dates.closesAt) }]
      : [];
  });
  const wrong = given.filter(
    ({ opensAt, closesAt }) =>
      opensAt === undefined || closesAt === undefined || (opensAt && closesAt && opensAt >= closesAt),
  );
  if (wrong.length > 0)
    throw new AppError('invalid-input', {
      fields: Object.fromEntries(wrong.map(({ moduleKey }) => [moduleKey, 'dates-wrong'])),
    });
  await inTransaction(ctx, async (tx) => {
    const before = await listQuizWindows(tx.db, cohort.id);
    const changed = given.flatMap(({ moduleKey, opensAt = null, closesAt = null }) => {
      const old = before.find((window) => window.moduleKey === moduleKey);
      const isSame =
        toMinute(old?.opensAt ?? null) === toMinute(opensAt) &&
        toMinute(old?.closesAt ?? null) === toMinute(closesAt);
      return isSame ? [] : [{ cohortId: cohort.id, moduleKey, opensAt, closesAt }];
    });
    await saveQuizWindows(tx.db, changed);
    for (const { moduleKey, opensAt, closesAt } of changed)
      await recordAct(tx, 'quiz.schedule', {
        subjectId: cohort.id,
        details: { module: moduleKey, opensAt: toMinute(opensAt), closesAt: toMinute(closesAt) },
      });
  });
}

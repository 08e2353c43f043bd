import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { readSettings, type TypedSettings } from '#lib/domain/cohorts/settings.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { listModuleDeadlines, saveModuleDeadlines, updateCohort } from '../../queries/cohort-settings.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffCohort } from './staff-cohort.ts';

/** The staff of a cohort see its name, its days and the day of every module. */
export async function viewSettings(ctx: Ctx, cohortId: string) {
  const { cohort, course } = await staffCohort(ctx, 'cohort.change', cohortId);
  const deadlines = await listModuleDeadlines(ctx.db, cohort.id);
  return {
    cohort: {
      id: cohort.id,
      name: cohort.name,
      startsOn: cohort.startsOn ?? '',
      endsOn: cohort.endsOn ?? '',
      inactiveDays: cohort.inactiveDays,
      archivedAt: cohort.archivedAt,
    },
    language: course.document.language,
    modules: course.document.modules.map(({ key, title }) => ({
      key,
      title,
      dueOn: deadlines.get(key) ?? '',
    })),
  };
}

/**
 * The staff of a cohort change its name, the days of the programme, when somebody counts as away, and the day by which each module should be
 * finished. All or nothing; nothing closes at these days. Modules that the form does not name, or the course does not have, stay as they are.
 */
export async function changeSettings(ctx: Ctx, input: TypedSettings & { cohortId: string }): Promise<void> {
  const { cohort, course } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  const known = new Set(course.document.modules.map(({ key }) => key));
  const deadlines = new Map([...input.deadlines].filter(([key]) => known.has(key)));
  const { settings, problems } = readSettings({ ...input, deadlines });
  refuseProblems(problems);
  const { deadlines: days, ...change } = settings;
  await inTransaction(ctx, async (tx) => {
    const before = await listModuleDeadlines(tx.db, cohort.id);
    const moved = new Map([...days].filter(([key, day]) => (before.get(key) ?? null) !== day));
    const fields = (['name', 'startsOn', 'endsOn', 'inactiveDays'] as const).filter(
      (field) => cohort[field] !== change[field],
    );
    const changed = [...fields, ...moved.keys()];
    if (changed.length === 0) return;
    await updateCohort(tx.db, cohort.id, change);
    await saveModuleDeadlines(tx.db, cohort.id, moved);
    await recordAct(tx, 'cohort.settings', { subjectId: cohort.id, details: { fields: changed.join(',') } });
  });
}

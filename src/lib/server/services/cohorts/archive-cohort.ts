import { inTransaction, type Ctx } from '../../context.ts';
import { lockCohort, updateCohort } from '../../queries/cohort-settings.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffCohort } from './staff-cohort.ts';

/** The staff of a cohort close it for good: it takes nobody in and sends nothing, and everything in it stays readable. Twice is once. */
export const archiveCohort = (ctx: Ctx, input: { cohortId: string }): Promise<void> =>
  setArchived(ctx, input.cohortId, true);

/** And take it back into use: its address works again as it is set. */
export const restoreCohort = (ctx: Ctx, input: { cohortId: string }): Promise<void> =>
  setArchived(ctx, input.cohortId, false);

async function setArchived(ctx: Ctx, cohortId: string, isArchived: boolean): Promise<void> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', cohortId);
  await inTransaction(ctx, async (tx) => {
    const now = await lockCohort(tx.db, cohort.id);
    if (!now || (now.archivedAt !== null) === isArchived) return;
    await updateCohort(tx.db, cohort.id, { archivedAt: isArchived ? tx.now() : null });
    await recordAct(tx, isArchived ? 'cohort.archive' : 'cohort.restore', {
      subjectId: cohort.id,
      details: {},
    });
  });
}

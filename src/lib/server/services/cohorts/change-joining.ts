import * as v from 'valibot';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { JOIN_CODE_BYTES, makeJoinCode } from '#lib/domain/cohorts/join-code.ts';
import { readJoinSettings } from '#lib/domain/cohorts/settings.ts';
import { toMinute } from '#lib/domain/quizzes/minute.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { updateCohort } from '../../queries/cohort-settings.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffCohort } from './staff-cohort.ts';

export const changeJoiningInput = v.object({ mode: formText, limit: formText, closes: formText });

/**
 * The staff of a cohort set what its address does: lets people in, lets them ask, or neither; up to how many learners; until which moment (a
 * minute in UTC). Who is in stays in, who asked keeps waiting.
 */
export async function changeJoining(
  ctx: Ctx,
  input: v.InferOutput<typeof changeJoiningInput> & { cohortId: string },
): Promise<void> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  const { settings, problems } = readJoinSettings(input);
  refuseProblems(problems);
  const isSame =
    settings.joinMode === cohort.joinMode &&
    settings.joinLimit === cohort.joinLimit &&
    toMinute(settings.joinClosesAt) === toMinute(cohort.joinClosesAt);
  if (isSame) return;
  await inTransaction(ctx, async (tx) => {
    await updateCohort(tx.db, cohort.id, settings);
    await recordAct(tx, 'cohort.joining', {
      subjectId: cohort.id,
      details: {
        joinMode: settings.joinMode,
        limit: settings.joinLimit,
        closesAt: toMinute(settings.joinClosesAt) || null,
      },
    });
  });
}

/** The staff of a cohort give it a new address to join; the old one leads nowhere from then on. Invitations keep working. */
export async function renewJoinCode(ctx: Ctx, input: { cohortId: string }): Promise<void> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  const joinCode = makeJoinCode(ctx.random.bytes(JOIN_CODE_BYTES));
  await inTransaction(ctx, async (tx) => {
    await updateCohort(tx.db, cohort.id, { joinCode });
    await recordAct(tx, 'cohort.new-code', { subjectId: cohort.id, details: {} });
  });
}

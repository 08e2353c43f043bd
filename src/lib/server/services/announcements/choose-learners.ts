import { validate as isUuid } from 'uuid';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import { listChosen } from '../../queries/announcements.ts';

/** The chosen learners, each once; one who is not in the cohort is `not-found`. Null stays null: everybody. */
export async function chosenLearners(ctx: Ctx, cohortId: string, userIds: readonly string[] | null) {
  if (userIds === null) return null;
  const ids = [...new Set(userIds)];
  const chosen = ids.every((id) => isUuid(id)) ? await listChosen(ctx.db, cohortId, ids) : [];
  if (chosen.length !== ids.length) throw new AppError('not-found');
  return chosen;
}

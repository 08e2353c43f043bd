import { validate as isUuid } from 'uuid';
import * as v from 'valibot';
import { cleanName } from '#lib/domain/accounts/person-name.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { newId, requireActor, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { countViews, deleteView, upsertView } from '../../queries/saved-views.ts';
import { staffCohort } from './staff-cohort.ts';

export const saveViewInput = v.object({ name: formText, query: formText });
export const removeViewInput = v.object({ view: formText });

const LONGEST_NAME = 60;
const MOST_VIEWS = 30;
const KEPT = ['show', 'q', 'sort', 'dir'];

/** Somebody who may see the cohort names a way of looking at its table, for themselves; a name that is taken is given to the new one. */
export async function saveView(
  ctx: Ctx,
  input: { cohort: string } & v.InferOutput<typeof saveViewInput>,
): Promise<void> {
  const { cohort } = await staffCohort(ctx, 'cohort.read', input.cohort);
  const { userId } = requireActor(ctx);
  const name = cleanName(input.name);
  const isFull = (await countViews(ctx.db, userId, cohort.id)) >= MOST_VIEWS;
  refuseProblems({
    name: name === '' ? 'text-missing' : [...name].length > LONGEST_NAME || isFull ? 'text-long' : null,
  });
  await upsertView(ctx.db, {
    id: newId(ctx),
    ownerId: userId,
    cohortId: cohort.id,
    name,
    query: keptOf(input.query),
    createdAt: ctx.now(),
  });
}

/** They take it off again. */
export async function removeView(ctx: Ctx, input: { cohort: string; view: string }): Promise<void> {
  const { cohort } = await staffCohort(ctx, 'cohort.read', input.cohort);
  const own = { id: input.view, ownerId: requireActor(ctx).userId, cohortId: cohort.id };
  if (!isUuid(input.view) || !(await deleteView(ctx.db, own))) throw new AppError('not-found');
}

/** Only what says which rows, in which order: never the place of a page. */
function keptOf(query: string): string {
  const given = new URLSearchParams(query.slice(0, 500));
  return new URLSearchParams(
    KEPT.flatMap((name) => given.getAll(name).map((value) => [name, value])),
  ).toString();
}

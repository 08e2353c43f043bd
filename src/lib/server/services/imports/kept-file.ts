import { IMPORT_KEPT_DAYS } from '#lib/domain/imports/import-limits.ts';
import type { Ctx } from '../../context.ts';
import { bytesOf } from '../../storage/storage.ts';
import type { ReadTable } from '../../tables/read-table.ts';
import type { ImportCohort } from './import-cohort.ts';

/** What was read of a file, between its upload and the confirmation (decision 25): for who sent it, and for the cohort it was sent to. */
export interface KeptFile extends ReadTable {
  actorId: string;
  cohortId: string;
  fileName: string;
}

const ID = /^[0-9a-f]{32}$/;
export const keyOf = (id: string) => `imports/${id}`;

/** Keeps it under a random id, and has it deleted after a day whatever becomes of it. */
export async function keepFile(ctx: Ctx, file: KeptFile): Promise<string> {
  const id = Buffer.from(ctx.random.bytes(16)).toString('hex');
  const afterSeconds = IMPORT_KEPT_DAYS * 86_400;
  await ctx.jobs.enqueue(ctx, 'discard-media', { keys: [keyOf(id)], uploads: [] }, { afterSeconds });
  await ctx.storage.put(keyOf(id), [new TextEncoder().encode(JSON.stringify(file))]);
  return id;
}

/** Null: it is gone, was never there, or is somebody else's or for another cohort. */
export async function openFile(
  ctx: Ctx,
  { actor, id: cohortId }: ImportCohort,
  id: string,
): Promise<KeptFile | null> {
  if (!ID.test(id) || (await ctx.storage.size(keyOf(id))) === null) return null;
  const text = new TextDecoder().decode(await bytesOf(await ctx.storage.read(keyOf(id))));
  const file = JSON.parse(text) as KeptFile;
  return file.actorId === actor.userId && file.cohortId === cohortId ? file : null;
}

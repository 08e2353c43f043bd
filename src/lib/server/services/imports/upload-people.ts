import { cleanName } from '#lib/domain/accounts/person-name.ts';
import type { FileProblem } from '#lib/domain/imports/import-limits.ts';
import type { Ctx } from '../../context.ts';
import { isArchived } from '../../queries/import-people.ts';
import { readTable } from '../../tables/read-table.ts';
import { TableRefused } from '../../tables/table-refused.ts';
import { importCohort } from './import-cohort.ts';
import { keepFile } from './kept-file.ts';

const LONGEST_NAME = 120;

/**
 * Who may change a cohort sends a file of people for it. It is read and kept for a day, for them alone; nobody is enrolled yet. A file that can't be taken is a
 * `problem`. `read` gives the file when it is known that they may.
 */
export async function uploadPeople(
  ctx: Ctx,
  input: {
    cohort: string;
    read: () => Promise<{ name: string; bytes: Uint8Array } | 'missing' | 'too-large'>;
  },
): Promise<{ id: string } | { problem: FileProblem | 'archived' }> {
  const cohort = await importCohort(ctx, input.cohort);
  if (await isArchived(ctx.db, cohort.id)) return { problem: 'archived' };
  const file = await input.read();
  if (typeof file === 'string') return { problem: file };
  try {
    const table = await readTable(file.bytes);
    const fileName = cleanName(file.name).slice(0, LONGEST_NAME);
    const own = { actorId: cohort.actor.userId, cohortId: cohort.id, fileName };
    return { id: await keepFile(ctx, { ...own, ...table }) };
  } catch (error) {
    if (error instanceof TableRefused) return { problem: error.problem };
    throw error;
  }
}

import { cleanName } from '#lib/domain/accounts/person-name.ts';
import { searchWordsOf } from '#lib/domain/cohorts/matrix.ts';
import { totalOf } from '#lib/domain/cohorts/tallies.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { listCohortPeople, type CohortPerson, type NamePlace } from '../../queries/cohort-people.ts';
import { sumTallies } from '../../queries/tallies.ts';
import { inBatches } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { staffCohort } from './staff-cohort.ts';
import { LONGEST_SEARCH } from './view-people.ts';

/** The staff of a cohort take along who is in it, by Latin name; `words` are those of the page. */
export async function exportMembers(
  ctx: Ctx,
  asked: { cohortId: string; words: string | null },
): Promise<StaffTable> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', asked.cohortId);
  const words = searchWordsOf(cleanName(asked.words ?? '').slice(0, LONGEST_SEARCH));
  const people = inBatches(
    (page: { after: NamePlace | null; limit: number }) =>
      listCohortPeople(ctx.db, { cohortId: cohort.id, words, ...page }),
    ({ sortName: name, userId }) => ({ name, userId }),
  );
  const tallies = await sumTallies(ctx.db, { cohortIds: [cohort.id], moduleKey: '', kinds: ['learners'] });
  return {
    name: `${cohort.name} ${m.members_title()}`,
    columns: columns(),
    rows: rowsOf(people),
    total: words.length > 0 ? null : totalOf(tallies, 'learners'),
  };
}

async function* rowsOf(people: AsyncIterable<CohortPerson>): AsyncGenerator<Cell[]> {
  for await (const person of people)
    yield [person.nameNative, person.nameLatin, person.email, person.enrolledAt, person.lastActiveAt];
}

const columns = (): Column[] => [
  { title: m.csv_name_native(), kind: 'text' },
  { title: m.csv_name_latin(), kind: 'text' },
  { title: m.csv_email(), kind: 'text' },
  { title: m.members_csv_since(), kind: 'moment' },
  { title: m.csv_last_seen(), kind: 'moment' },
];

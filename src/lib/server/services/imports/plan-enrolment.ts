import { countFates, judgePeople, type JudgedLine } from '#lib/domain/imports/judge-people.ts';
import { cleanEmail } from '#lib/domain/accounts/email.ts';
import type { ColumnMapping } from '#lib/domain/imports/column-mapping.ts';
import type { Ctx } from '../../context.ts';
import { findKnownPeople, isArchived } from '../../queries/import-people.ts';
import { importCohort, type ImportCohort } from './import-cohort.ts';
import { isComplete, mappingOf, type ImportChoice } from './import-choice.ts';
import { openFile, type KeptFile } from './kept-file.ts';

/** How many lines of each kind the page lists. */
const LISTED_PROBLEMS = 200;
const LISTED_PEOPLE = 20;

/** Who may change a cohort sees what a file would do to it, line by line. Nothing is changed. `plan` null: no file, or it is gone. */
export async function planEnrolment(ctx: Ctx, input: { cohort: string; choice: ImportChoice }) {
  const cohort = await importCohort(ctx, input.cohort);
  const file = await openFile(ctx, cohort, input.choice.file);
  const seen = {
    cohort: { id: cohort.id, name: cohort.name },
    isArchived: await isArchived(ctx.db, cohort.id),
  };
  if (!file) return { ...seen, plan: null, isGone: input.choice.file !== '' };
  const mapping = mappingOf(input.choice, file);
  const isReady = isComplete(mapping);
  const judged = isReady ? await judge(ctx, cohort, file, mapping, input.choice.isMoving) : [];
  const bad = judged.filter(({ fate }) => fate === 'bad');
  return {
    ...seen,
    isGone: false,
    plan: {
      file: input.choice.file,
      fileName: file.fileName,
      heads: file.heads,
      sample: file.lines.slice(0, 3).map(({ line, cells }) => ({ line, cells })),
      lines: file.lines.length,
      mapping,
      isReady,
      isMoving: input.choice.isMoving,
      counts: countFates(judged),
      bad: bad
        .slice(0, LISTED_PROBLEMS)
        .map(({ line, person, problems }) => ({ line, email: person.email, problems })),
      people: judged
        .filter(({ fate }) => fate !== 'bad')
        .slice(0, LISTED_PEOPLE)
        .map(({ line, person, fate }) => ({ line, ...person, fate })),
    },
  };
}

/** Judges a file as things stand now; for who was let in. One statement. */
export async function judge(
  ctx: Ctx,
  cohort: ImportCohort,
  { lines }: KeptFile,
  mapping: ColumnMapping,
  isMoving: boolean,
): Promise<JudgedLine[]> {
  const column = mapping.email;
  const emails = column === null ? [] : lines.map(({ cells }) => cleanEmail(cells[column] ?? ''));
  const plain = emails.filter((email) => !email.includes('\0'));
  const known = await findKnownPeople(ctx.db, cohort.course.courseId, plain);
  return judgePeople(lines, { mapping, cohortId: cohort.id, known, isMoving });
}

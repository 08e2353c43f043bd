import { countFates, type ImportCounts, type JudgedLine } from '#lib/domain/imports/judge-people.ts';
import { AppError } from '#lib/domain/errors.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import { lockEnrolments } from '../../queries/enrolments.ts';
import { enrolPeople, insertPeople, lockCohort } from '../../queries/import-people.ts';
import { recordAct } from '../audit/record-act.ts';
import { importCohort, type ImportCohort } from './import-cohort.ts';
import { isComplete, mappingOf, type ImportChoice } from './import-choice.ts';
import { keyOf, openFile, type KeptFile } from './kept-file.ts';
import { judge } from './plan-enrolment.ts';
import { inviteNewPeople, tellKnownPeople } from './write-letters.ts';

export type Enrolled =
  { counts: ImportCounts; enrolled: number } | { refused: 'gone' | 'archived' | 'columns' | 'bad-lines' };

/**
 * Who may change a cohort enrols the people of a file into it. All of it happens in one transaction, judged again as things stand then: unknown addresses get an
 * account that nobody can log in to before its link was opened, known ones are enrolled, everybody gets a letter. With a bad line nothing happens, unless
 * `takeGood` leaves such lines out. Two confirmations at once: the second finds everybody enrolled.
 */
export async function enrolFromFile(
  ctx: Ctx,
  input: { cohort: string; choice: ImportChoice; takeGood: boolean },
): Promise<Enrolled> {
  const cohort = await importCohort(ctx, input.cohort);
  const file = await openFile(ctx, cohort, input.choice.file);
  if (!file) return { refused: 'gone' };
  const mapping = mappingOf(input.choice, file);
  if (!isComplete(mapping)) return { refused: 'columns' };
  // Hashed once, and forgotten: no password opens these accounts.
  const passwordHash = await hashPassword(Buffer.from(ctx.random.bytes(32)).toString('base64url'));
  return inTransaction(ctx, async (tx) => {
    const locked = await lockCohort(tx.db, cohort.id);
    if (!locked || locked.archivedAt) return { refused: 'archived' };
    const judged = await judge(tx, cohort, file, mapping, input.choice.isMoving);
    const counts = countFates(judged);
    if (counts.bad > 0 && !input.takeGood) return { refused: 'bad-lines' };
    const enrolled = await enrol(tx, cohort, judged, passwordHash);
    await close(tx, cohort, input.choice.file, file, counts);
    return { counts, enrolled };
  });
}

async function enrol(tx: Ctx, cohort: ImportCohort, judged: readonly JudgedLine[], passwordHash: string) {
  const { courseId } = cohort.course;
  const known = judged.filter(({ fate }) => fate === 'known' || fate === 'move');
  const knownIds = known.flatMap(({ userId }) => userId ?? []);
  await lockEnrolments(tx.db, courseId, knownIds);
  const people = judged
    .filter(({ fate }) => fate === 'new')
    .map(({ person }) => ({
      id: newId(tx),
      ...person,
      passwordHash,
      locale: person.nameLanguage === 'fa' ? 'fa' : tx.locale,
      createdAt: tx.now(),
    }));
  const added = await insertPeople(tx.db, people);
  // Somebody registered one of the addresses in this very moment.
  if (added.size < people.length) throw new AppError('import-changed');
  const userIds = [...people.map(({ id }) => id), ...knownIds];
  await enrolPeople(tx.db, { courseId, cohortId: cohort.id, at: tx.now(), userIds });
  await inviteNewPeople(tx, cohort, people);
  await tellKnownPeople(
    tx,
    cohort,
    known.map(({ person }) => person),
  );
  return userIds.length;
}

/** Writes the act down and lets go of the file. */
async function close(tx: Ctx, cohort: ImportCohort, id: string, file: KeptFile, counts: ImportCounts) {
  await recordAct(tx, 'enrolment.import', {
    subjectId: cohort.id,
    details: {
      file: file.fileName,
      accounts: counts.new,
      enrolled: counts.new + counts.known + counts.move,
      moved: counts.move,
      leftOut: counts.bad,
    },
  });
  await tx.jobs.enqueue(tx, 'discard-media', { keys: [keyOf(id)], uploads: [] });
}

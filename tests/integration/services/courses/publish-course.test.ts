import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ContentError } from '#lib/server/content/problems.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { publishCourse } from '#lib/server/services/courses/publish-course.ts';
import { testContext } from '../../../support/context.ts';
import { contentRows } from '../../../support/content-rows.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  addQuestion,
  addSection,
  correctQuestion,
  courseRevisionsOf,
  MODULE,
  publishingWorld,
  questionRevisionsOf,
  QUIZ,
  removeQuestion,
  removeSection,
  type PublishingWorld,
} from '../../../support/factories/publishing.ts';

const database = await freshDatabase();
const { db, sql } = database;
let world: PublishingWorld;

beforeEach(async () => {
  world = await publishingWorld(database);
});

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const rowsOf = async (table: string) => (await contentRows(database)).filter((row) => row.table === table);

describe('a course that was never published', () => {
  test('gets its first revision, and each question too', async () => {
    expect(await world.publish()).toEqual({
      changed: true,
      revisionNumber: 1,
      lines: ['Course "A sample course": revision 1 published (1 modules, 12 questions)'],
    });
    expect(await rowsOf('courses')).toHaveLength(1);
    expect(await courseRevisionsOf(database)).toMatchObject([{ number: 1, publishedAt: world.clock.now() }]);
    expect(await rowsOf('question_revisions')).toHaveLength(12);
  });

  test('pins every question to its revision', async () => {
    await world.publish();
    const [module] = (await world.published()).document.modules;
    const pinned = module?.quiz.questions ?? [];
    const documents = await world.as().courses.questions(pinned.map(({ revisionId }) => revisionId));
    expect(pinned.map(({ revisionId }) => documents.get(revisionId)?.key)).toEqual(
      pinned.map(({ key }) => key),
    );
    expect(pinned).toHaveLength(12);
  });
});

describe('publishing again', () => {
  test('what did not change writes nothing, and lists no change', async () => {
    await world.publish();
    const before = await contentRows(database);
    world.clock.advance(3600);
    expect(await world.publish()).toEqual({
      changed: false,
      revisionNumber: 1,
      lines: ['Course "A sample course": revision 1, unchanged'],
    });
    expect(await contentRows(database)).toEqual(before);
  });

  test('files that only look different writes nothing', async () => {
    await world.publish();
    const before = await contentRows(database);
    await world.authored.replace('course.yaml', 'key: sample\n', '# A comment.\n');
    await world.authored.replace(
      'course.yaml',
      'subtitle: One sector\n',
      'subtitle: "One sector"\nkey: sample\n',
    );
    expect((await world.publish()).changed).toBe(false);
    expect(await contentRows(database)).toEqual(before);
  });

  test('a changed question gives it a new revision, and leaves the old one byte for byte', async () => {
    await world.publish();
    const before = await contentRows(database);
    await correctQuestion(world.authored);
    world.clock.advance(3600);
    expect(await world.publish()).toEqual({
      changed: true,
      revisionNumber: 2,
      lines: [
        'Course "A sample course": revision 2 published (1 modules, 12 questions)',
        '  steel: question steel-q04 changed',
      ],
    });
    const after = await contentRows(database);
    const revisions = ({ table }: { table: string }) => table !== 'courses';
    expect(after).toEqual(expect.arrayContaining(before.filter(revisions)));
    expect(after.filter(revisions)).toHaveLength(before.filter(revisions).length + 2);
    expect(await questionRevisionsOf(database, 'steel-q04')).toMatchObject([
      { number: 1, document: { value: 1.8 } },
      { number: 2, document: { value: 1 }, createdAt: world.clock.now() },
    ]);
  });

  test('a changed question moves that one pin, and no other', async () => {
    await world.publish();
    await correctQuestion(world.authored);
    await world.publish();
    const [old, now] = (await courseRevisionsOf(database)).map(
      ({ document }) => document.modules[0]?.quiz.questions ?? [],
    );
    const moved = now?.filter(({ revisionId }, index) => revisionId !== old?.[index]?.revisionId);
    expect(moved?.map(({ key }) => key)).toEqual(['steel-q04']);
    expect(idsOf(await questionRevisionsOf(database, 'steel-q04'))).toEqual([
      old?.find(({ key }) => key === 'steel-q04')?.revisionId,
      moved?.[0]?.revisionId,
    ]);
  });

  test('a question changed back takes up its old revision', async () => {
    await world.publish();
    await correctQuestion(world.authored);
    await world.publish();
    await world.authored.replace(QUIZ, 'answer: { value: 1,', 'answer: { value: 1.8,');
    expect((await world.publish()).revisionNumber).toBe(3);
    const [first, , third] = await courseRevisionsOf(database);
    expect(third?.document).toEqual(first?.document);
    expect(await questionRevisionsOf(database, 'steel-q04')).toHaveLength(2);
  });

  test('and again after two corrections numbers them in turn', async () => {
    await world.publish();
    await correctQuestion(world.authored);
    await world.publish();
    await world.authored.replace(QUIZ, 'tolerance: { absolute: 0.05 }', 'tolerance: { absolute: 0.1 }');
    await world.publish();
    const revisions = await questionRevisionsOf(database, 'steel-q04');
    expect(revisions.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('without a question leaves its old revisions', async () => {
    await addQuestion(world.authored);
    await world.publish();
    const before = await rowsOf('question_revisions');
    await removeQuestion(world.authored);
    expect((await world.publish()).lines).toEqual([
      'Course "A sample course": revision 2 published (1 modules, 12 questions)',
      '  steel: question steel-q13 removed',
    ]);
    expect(await rowsOf('question_revisions')).toEqual(before);
    expect(await questionRevisionsOf(database, 'steel-q13')).toHaveLength(1);
    const [module] = (await world.published()).document.modules;
    expect(module?.quiz.questions.map(({ key }) => key)).not.toContain('steel-q13');
  });

  test('without a section leaves the revision that has it', async () => {
    await addSection(world.authored);
    await world.publish();
    const before = await rowsOf('course_revisions');
    await removeSection(world.authored);
    expect((await world.publish()).lines.slice(1)).toEqual(['  steel: section steel-extra removed']);
    expect(await rowsOf('course_revisions')).toEqual(expect.arrayContaining(before));
    const sections = (await courseRevisionsOf(database)).map(({ document }) =>
      document.modules[0]?.sections.map(({ key }) => key),
    );
    expect(sections).toEqual([
      ['why-steel-matters', 'steel-next-steps', 'steel-extra'],
      ['why-steel-matters', 'steel-next-steps'],
    ]);
  });

  test('a changed page says so, and gives no question a revision', async () => {
    await world.publish();
    const before = await rowsOf('question_revisions');
    await world.authored.replace('course.yaml', 'passMarkPercent: 60', 'passMarkPercent: 80');
    await world.authored.replace(MODULE, 'summary: Why', 'summary: Again, why');
    expect((await world.publish()).lines.slice(1)).toEqual([
      '  steel: outline changed',
      '  course pages changed',
    ]);
    expect(await rowsOf('question_revisions')).toEqual(before);
  });
});

describe('what cannot be published', () => {
  const spoil = async () => {
    await world.authored.replace(QUIZ, 'facts: [steel-02]', 'facts: [steel-77]');
    await world.authored.replace(MODULE, 'lecturer: li-lecturer', 'lecturer: nobody');
  };
  const refused = () =>
    publishCourse(world.as(), world.authored.folder).then(
      () => Promise.reject(new Error('It was published.')),
      (error: unknown) => error as ContentError,
    );

  test('is refused with every problem, and nothing at all is written', async () => {
    await spoil();
    const error = await refused();
    expect(error).toBeInstanceOf(ContentError);
    expect(error.problems.map(({ file }) => file)).toEqual(
      expect.arrayContaining([`sample/${QUIZ}`, `sample/${MODULE}`]),
    );
    expect(await contentRows(database)).toEqual([]);
  });

  test('leaves what is published as it is', async () => {
    await world.publish();
    const before = await contentRows(database);
    await correctQuestion(world.authored);
    await spoil();
    expect(await refused()).toBeInstanceOf(ContentError);
    expect(await contentRows(database)).toEqual(before);
    expect(await world.published()).toMatchObject({ revisionNumber: 1 });
  });

  test('because a file is missing is refused in the same way', async () => {
    await rm(join(world.authored.folder, QUIZ));
    expect(await refused()).toBeInstanceOf(ContentError);
    expect(await contentRows(database)).toEqual([]);
  });
});

describe('an error in the middle', () => {
  /** Makes the very last write fail: the one that makes the revision current. */
  async function breakLastWrite(): Promise<() => Promise<unknown>> {
    await sql.unsafe(`
      create function break_publishing() returns trigger language plpgsql as
        $$ begin raise exception 'the disk is full'; end $$;
      create trigger break_publishing before update on courses for each row execute function break_publishing()`);
    const mend = () => sql.unsafe('drop function if exists break_publishing cascade');
    onTestFinished(async () => void (await mend()));
    return mend;
  }
  const failing = () =>
    expect(publishCourse(world.as(), world.authored.folder)).rejects.toMatchObject({
      cause: { message: 'the disk is full' },
    });

  test('of a first publishing leaves nothing behind, and the next one succeeds', async () => {
    const mend = await breakLastWrite();
    await failing();
    expect(await contentRows(database)).toEqual([]);
    await mend();
    expect(await world.publish()).toMatchObject({ changed: true, revisionNumber: 1 });
  });

  test('of a correction leaves the published revision, and the next one succeeds', async () => {
    await world.publish();
    const before = await contentRows(database);
    await correctQuestion(world.authored);
    const mend = await breakLastWrite();
    await failing();
    expect(await contentRows(database)).toEqual(before);
    await mend();
    expect(await world.publish()).toMatchObject({ changed: true, revisionNumber: 2 });
  });
});

describe('instances that publish at the same moment', () => {
  /** Four instances: two connections of this pool, two of another. */
  async function atOnce() {
    const other = openDatabase(database.url, { max: 2 });
    onTestFinished(() => other.close());
    return Promise.all(
      [db, other.db, db, other.db].map((executor) =>
        publishCourse(testContext(executor), world.authored.folder),
      ),
    );
  }

  test('end with one first revision, and all but one say unchanged', async () => {
    const reports = await atOnce();
    expect(reports.map(({ changed }) => changed).sort()).toEqual([false, false, false, true]);
    expect(await courseRevisionsOf(database)).toHaveLength(1);
    expect(await rowsOf('question_revisions')).toHaveLength(12);
  });

  test('end with one new revision of a correction', async () => {
    await world.publish();
    await correctQuestion(world.authored);
    const reports = await atOnce();
    expect(reports.map(({ changed }) => changed).sort()).toEqual([false, false, false, true]);
    expect(reports.every(({ revisionNumber }) => revisionNumber === 2)).toBe(true);
    expect(await courseRevisionsOf(database)).toHaveLength(2);
    expect(await rowsOf('question_revisions')).toHaveLength(13);
  });
});

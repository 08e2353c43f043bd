import { beforeEach, describe, expect, test, vi } from 'vitest';
import { inTransaction } from '#lib/server/context.ts';
import { auditEntries, captions, segmentEvidence } from '#lib/server/db/schema/index.ts';
import { publishQuestions } from '#lib/server/services/questions/publish-questions.ts';
import { listRecordings } from '#lib/server/services/segments/list-recordings.ts';
import { previewSegment } from '#lib/server/services/segments/preview-segment.ts';
import { previewSegments, publishSegments } from '#lib/server/services/segments/publish-segments.ts';
import { viewRecording } from '#lib/server/services/segments/view-recording.ts';
import { contentRows } from '../../../support/content-rows.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { courseRevisionsOf, MODULE, QUIZ } from '../../../support/factories/publishing.ts';
import {
  NEW_SEGMENT,
  segmentsWorld,
  TRAINING,
  type SegmentsWorld,
} from '../../../support/factories/segments.ts';

const database = await freshDatabase();
const { db } = database;
let world: SegmentsWorld;

beforeEach(async () => {
  world = await segmentsWorld(database);
});

const WINDOW = { start: '1:00', end: '۲:۰۰' };
const marks = [
  { at: '0:40', title: 'The second' },
  { at: '', title: '' },
  { at: '10', title: 'The first' },
];
const REPLACED = 'the files replace what was changed in the product';

describe('an instructor of the course', () => {
  test('sets title, window and marks: a revision that learners get, and an entry in the audit log', async () => {
    const done = await world.set({ lecture: { ...WINDOW, title: 'The lecture on steel', marks } });
    expect(done).toEqual({ published: true, revisionNumber: 2, course: 'sample' });
    expect(await world.segments()).toMatchObject([
      {
        key: 'lecture',
        title: 'The lecture on steel',
        startSeconds: 60,
        endSeconds: 120,
        chapters: [
          { atSeconds: 10, title: 'The first' },
          { atSeconds: 40, title: 'The second' },
        ],
        standIn: { title: 'What the report says' },
      },
    ]);
    expect(await db.select().from(auditEntries)).toMatchObject([
      {
        action: 'segment.publish',
        actorId: world.instructor.userId,
        details: { course: 'sample', recording: 'training', segments: 1, revision: 2 },
      },
    ]);
  });

  test('hears first what changes; looking writes nothing', async () => {
    const rows = await contentRows(database);
    const input = await world.form({ lecture: { ...WINDOW, marks } });
    expect(await previewSegments(world.as(world.instructor), input)).toMatchObject({
      problems: [],
      warnings: [],
      changes: [
        {
          index: 0,
          moduleKey: 'steel',
          before: { startSeconds: null, endSeconds: null },
          after: { startSeconds: 60, endSeconds: 120 },
          isRewritten: false,
        },
      ],
    });
    expect(await previewSegment(world.as(world.instructor), { ...input, show: 0 })).toMatchObject({
      problems: [],
      shown: { moduleTitle: 'Steel in transition', startSeconds: 60, chapters: [{ atSeconds: 10 }, {}] },
    });
    expect(await contentRows(database)).toEqual(rows);
  });

  test('publishes nothing but what was said', async () => {
    const rows = await contentRows(database);
    const input = await world.form({ lecture: WINDOW });
    const { said } = await previewSegments(
      world.as(world.instructor),
      await world.form({ lecture: { title: 'X' } }),
    );
    for (const given of [said, ''])
      expect(await publishSegments(world.as(world.instructor), { ...input, said: given })).toMatchObject({
        published: false,
        preview: { problems: [], changes: [{ after: { startSeconds: 60 } }] },
      });
    expect(await contentRows(database)).toEqual(rows);
  });

  test('who changes nothing publishes nothing', async () => {
    const rows = await contentRows(database);
    expect(await world.set()).toMatchObject({ published: true, revisionNumber: null });
    expect(await contentRows(database)).toEqual(rows);
    expect(await db.select().from(auditEntries)).toEqual([]);
    expect(await world.notes()).toEqual([]);
  });

  test('is told what is wrong beside its field, and nothing is written', async () => {
    const rows = await contentRows(database);
    const done = await world.set({ lecture: { start: '2:00', end: '1:00', title: ' ' } });
    expect(done).toMatchObject({
      published: false,
      preview: {
        problems: [
          { index: 0, field: 'title', code: 'title-missing' },
          { index: 0, field: 'end', code: 'window-short' },
        ],
      },
    });
    expect(await contentRows(database)).toEqual(rows);
  });

  test('does not overwrite what somebody else published meanwhile', async () => {
    const mine = await world.form({ lecture: { title: 'Mine' } });
    const { said } = await previewSegments(world.as(world.instructor), mine);
    await world.set({ lecture: { title: 'Theirs' } });
    await expect(publishSegments(world.as(world.instructor), { ...mine, said })).rejects.toMatchObject({
      code: 'segments-changed',
    });
    expect(await world.segments()).toMatchObject([{ title: 'Theirs' }]);
  });

  test('one of two who publish at once is refused; the same form sent twice is published once', async () => {
    const one = await world.form({ lecture: { title: 'One' } });
    const two = await world.form({ lecture: { title: 'Two' } });
    const send = async (form: typeof one) => {
      const { said } = await previewSegments(world.as(world.instructor), form);
      return publishSegments(world.as(world.instructor), { ...form, said });
    };
    const done = await Promise.allSettled([send(one), send(two)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await courseRevisionsOf(database)).toHaveLength(2);
    const three = await world.form({ lecture: { title: 'Three' } });
    const { said } = await previewSegments(world.as(world.instructor), three);
    const twice = await Promise.all(
      [1, 2].map(() => publishSegments(world.as(world.instructor), { ...three, said })),
    );
    expect(twice.map((sent) => sent.published && sent.revisionNumber).sort()).toEqual([3, null]);
  });

  test('cannot send a book', async () => {
    const input = await world.form({ lecture: { title: 'x'.repeat(400_000) } });
    await expect(publishSegments(world.as(world.instructor), { ...input, said: '' })).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});

describe('what was set in the product', () => {
  test('holds when unchanged files are published again, which writes nothing', async () => {
    await world.set({ lecture: WINDOW }, [NEW_SEGMENT]);
    const [rows, notes] = [await contentRows(database), await world.notes()];
    expect(await world.publish()).toMatchObject({ changed: false, revisionNumber: 2 });
    expect(await contentRows(database)).toEqual(rows);
    expect(await world.notes()).toEqual(notes);
  });

  test('holds when the authors change something else, the words of its stand-in included', async () => {
    await world.set({ lecture: WINDOW });
    await world.authored.replace('course.yaml', 'title: A sample course', 'title: A better course');
    await world.authored.replace('modules/01-steel/stand-in.md', 'What the report says', 'What it says');
    expect((await world.publish()).lines.join('\n')).not.toContain(REPLACED);
    expect(await world.segments()).toMatchObject([{ startSeconds: 60, standIn: { title: 'What it says' } }]);
  });

  test('is ended by the authors when they change that very segment, and publishing says so', async () => {
    await world.set({ lecture: WINDOW });
    await world.authored.replace(MODULE, 'title: The lecture', 'title: The whole lecture');
    expect((await world.publish()).lines).toContain(`  segment steel/lecture: ${REPLACED}`);
    expect(await world.segments()).toMatchObject([{ title: 'The whole lecture', startSeconds: null }]);
    expect(await world.notes()).toEqual([]);
  });

  test('is still held against the file after it was set again', async () => {
    await world.set({ lecture: WINDOW });
    const [first] = await world.notes();
    await world.set({ lecture: { title: 'Once more' } });
    expect(await world.notes()).toMatchObject([
      { baseHash: first?.baseHash, segment: { title: 'Once more' } },
    ]);
    expect(await world.publish()).toMatchObject({ changed: false, revisionNumber: 3 });
  });

  test('leaves no note once it is again as the files have it', async () => {
    await world.set({ lecture: { ...WINDOW, marks } });
    await world.set({ lecture: { start: '', end: '', marks: [] } });
    expect(await world.notes()).toEqual([]);
    expect((await world.segments())[0]).not.toHaveProperty('chapters');
    expect(await world.publish()).toMatchObject({ changed: false, revisionNumber: 3 });
  });

  test('holds together with a corrected question, whichever is published last', async () => {
    const [revision] = (await world.published()).document.modules[0]?.quiz.questions ?? [];
    const asked = await world.as().courses.questions([revision?.revisionId ?? '']);
    const question = [...asked.values()][0];
    if (!question) throw new Error('There is no question.');
    const correct = (prompt: string) =>
      inTransaction(world.as(), (tx) =>
        publishQuestions(tx, {
          course: 'sample',
          moduleKey: 'steel',
          questions: [{ ...question, prompt }],
        }),
      );
    await correct('Before?');
    await world.set({ lecture: WINDOW });
    expect(await correct('After?')).toEqual({ revisionNumber: 4 });
    await vi.waitUntil(async () => (await world.published()).revisionNumber === 4, 10_000);
    expect(await world.segments()).toMatchObject([{ startSeconds: 60 }]);
    expect(await world.publish()).toMatchObject({ changed: false, revisionNumber: 4 });
    await world.authored.replace(QUIZ, 'prompt: What is true of steel?', 'prompt: What is true of it?');
    await world.publish();
    expect(await world.segments()).toMatchObject([{ startSeconds: 60 }]);
  });
});

describe('a new segment', () => {
  const evidence = async (segmentKey: string) => {
    const learner = await world.learner();
    const { courseId } = await world.published();
    const place = { userId: learner.userId, courseId, moduleKey: 'steel', segmentKey };
    await db
      .insert(segmentEvidence)
      .values({ ...place, way: 'transcript', standInReadAt: world.clock.now() });
  };

  test('gets a key of its title, a written summary that is safe, and stands behind the others', async () => {
    await world.set({}, [NEW_SEGMENT, { ...NEW_SEGMENT, start: '3:00', end: '4:00' }]);
    expect(await world.segments()).toMatchObject([
      { key: 'lecture' },
      {
        key: 'questions-answers',
        title: 'Questions & answers',
        startSeconds: 60,
        standIn: {
          title: 'Written summary',
          html: '<p>What was asked.</p><p>What was &lt;answered&gt;.</p>',
        },
      },
      { key: 'questions-answers-2', startSeconds: 180 },
    ]);
    expect(await world.notes()).toMatchObject([{ baseHash: null }, { baseHash: null }]);
    expect(await world.publish()).toMatchObject({ changed: false, revisionNumber: 2 });
  });

  test('keeps its key under another title, and its summary can be written again', async () => {
    await world.set({}, [NEW_SEGMENT]);
    await world.set({ 'questions-answers': { title: 'Discussion', summary: 'Other words.' } });
    expect((await world.segments())[1]).toMatchObject({
      key: 'questions-answers',
      title: 'Discussion',
      standIn: { html: '<p>Other words.</p>' },
    });
    expect(await world.publish()).toMatchObject({ changed: false });
  });

  test('needs a module and a summary', async () => {
    const done = await world.set({}, [{ ...NEW_SEGMENT, module: 'nothing', summary: ' ' }]);
    expect(done).toMatchObject({
      published: false,
      preview: { problems: [{ code: 'summary-missing' }, { code: 'module-unknown' }] },
    });
  });

  test('is removed while nobody has evidence of it, and then stays', async () => {
    await world.set({}, [NEW_SEGMENT]);
    await world.set({ 'questions-answers': { remove: true } });
    expect(await world.segments()).toHaveLength(1);
    expect(await world.notes()).toEqual([]);
    await world.set({}, [NEW_SEGMENT]);
    await evidence('questions-answers');
    expect(await world.set({ 'questions-answers': { remove: true } })).toMatchObject({
      published: false,
      preview: { problems: [{ field: 'remove', code: 'has-evidence', count: 1 }] },
    });
    expect(await world.segments()).toHaveLength(2);
  });

  test('is not removed while it has captions, nor is a segment of the files', async () => {
    await world.set({}, [NEW_SEGMENT]);
    const { courseId } = await world.published();
    const place = { courseId, moduleKey: 'steel', segmentKey: 'questions-answers' };
    await db
      .insert(captions)
      .values({ ...place, language: 'en', vtt: 'WEBVTT', editedAt: world.clock.now() });
    expect(
      await world.set({ 'questions-answers': { remove: true }, lecture: { remove: true } }),
    ).toMatchObject({
      published: false,
      preview: { problems: [{ code: 'from-files' }, { code: 'has-files' }] },
    });
  });

  test('never gets the key of one of which there is evidence', async () => {
    await evidence('questions-answers');
    await world.set({}, [NEW_SEGMENT]);
    expect((await world.segments())[1]?.key).toBe('questions-answers-2');
  });

  test('gives way to a segment or section of that key in the files', async () => {
    await world.set({}, [NEW_SEGMENT, { ...NEW_SEGMENT, title: 'Why steel matters, again' }]);
    await world.authored.replace('modules/01-steel/01-why.md', 'why-steel-matters', 'questions-answers');
    for (let count = 0; count < 4; count++)
      await world.authored
        .replace(QUIZ, 'section: why-steel-matters', 'section: questions-answers')
        .catch(() => 0);
    const { lines } = await world.publish();
    expect(lines).toContain(`  segment steel/questions-answers: ${REPLACED}`);
    expect((await world.segments()).map(({ key }) => key)).toEqual(['lecture', 'why-steel-matters-again']);
  });
});

describe('what staff should look at', () => {
  test('are overlaps, and marks and watched seconds that moved', async () => {
    await world.set({ lecture: { ...WINDOW, marks } });
    const learner = await world.learner();
    const { courseId } = await world.published();
    await db.insert(segmentEvidence).values({
      ...{ userId: learner.userId, courseId, moduleKey: 'steel', segmentKey: 'lecture', way: 'video' },
      watched: '{[0,5)}',
    });
    const input = await world.form({ lecture: { start: '0:50' } }, [NEW_SEGMENT]);
    const { warnings } = await previewSegments(world.as(world.instructor), { ...input, lengthSeconds: 110 });
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ['overlap', 0],
      ['beyond-length', 110],
      ['marks-shifted', 10],
      ['evidence-shifted', 1],
      ['beyond-length', 110],
    ]);
  });
});

describe('a recording does not exist', () => {
  test('for learners and for instructors of other courses; visitors are asked to log in', async () => {
    const input = { ...(await world.form({ lecture: WINDOW })), said: '', show: 0 };
    const services = [viewRecording, previewSegments, publishSegments, previewSegment] as const;
    for (const actor of [await world.learner(), await insertUser(db, { role: 'instructor' })])
      for (const service of services)
        await expect(service(world.as(actor), input)).rejects.toMatchObject({ code: 'not-found' });
    await expect(viewRecording(world.as(null), TRAINING)).rejects.toMatchObject({ code: 'login-required' });
    await expect(listRecordings(world.as(await world.learner()))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await listRecordings(world.as(await insertUser(db, { role: 'instructor' })))).toEqual([]);
  });

  test.each([
    { course: 'nothing', recording: 'training' },
    { course: 'sample', recording: 'nothing' },
  ])('at %j', async (address) => {
    const admin = await insertUser(db, { role: 'admin' });
    await expect(viewRecording(world.as(admin), address)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('but its staff find it in the list, with what is missing', async () => {
    expect(await listRecordings(world.as(world.instructor))).toMatchObject([
      {
        slug: 'sample',
        recordings: [{ key: 'training', segments: [{ key: 'lecture', startSeconds: null }] }],
      },
    ]);
  });
});

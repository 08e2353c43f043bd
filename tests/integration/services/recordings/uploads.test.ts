import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { PIECE_BYTES } from '#lib/domain/courses/recording-upload.ts';
import {
  auditEntries,
  courseRevisions,
  recordingFiles,
  recordingUploads,
} from '#lib/server/db/schema/index.ts';
import { announceCourse } from '#lib/server/queries/courses.ts';
import { giveUpUpload } from '#lib/server/services/recordings/drop-upload.ts';
import { removeFile } from '#lib/server/services/recordings/remove-file.ts';
import { startUpload } from '#lib/server/services/recordings/start-upload.ts';
import { sweepUploads } from '#lib/server/services/recordings/sweep-uploads.ts';
import { takePiece, viewUpload } from '#lib/server/services/recordings/take-piece.ts';
import { uploadSmallFile } from '#lib/server/services/recordings/upload-small-file.ts';
import { viewRecordingMaterial, viewSegmentMaterial } from '#lib/server/services/recordings/view-material.ts';
import { MissingObject } from '#lib/server/storage/storage.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { recordingWorld, twoPieces, type RecordingWorld } from '../../../support/factories/recordings.ts';
import { mediaBytes } from '../../../support/media-bytes.ts';

const database = await freshDatabase();
const { db } = database;
let world: RecordingWorld;

beforeEach(async () => {
  await database.sql`truncate audit_entries, courses cascade`;
  world = await recordingWorld(database);
});

const files = () => db.select().from(recordingFiles);
const uploads = () => db.select().from(recordingUploads);
const start = (given = {}, actor = world.instructor) => startUpload(world.as(actor), world.place(given));
const put = (id: string, offset: number, bytes: Uint8Array, actor = world.instructor) =>
  takePiece(world.as(actor), { id, offset, bytes });
/** What the memory of courses says, once an announcement was heard. */
const offered = async (wanted: number) => {
  const course = () => world.as().courses.findBySlug(world.course.document.slug);
  await vi.waitUntil(async () => (await course())?.files.length === wanted, 10_000);
  return (await course())?.files ?? [];
};

describe('an upload', () => {
  test('becomes a file: entered, announced, written down, its pieces gone', async () => {
    const bytes = await twoPieces();
    const { id } = await world.upload(bytes);
    expect(await files()).toMatchObject([
      {
        id,
        kind: 'video-240',
        fileName: 'lecture.mp4',
        sizeBytes: bytes.length,
        mediaType: 'video/mp4',
        durationSeconds: 60,
        moduleKey: 'steel',
        segmentKey: 'lecture',
        cutStartSeconds: 0,
        cutEndSeconds: 120,
        uploadedBy: world.instructor.userId,
      },
    ]);
    expect(await offered(1)).toMatchObject([{ id, durationSeconds: 60 }]);
    expect(await db.select().from(auditEntries)).toMatchObject([
      {
        action: 'recording.upload',
        subjectId: id,
        details: {
          recording: 'recording',
          module: 'steel',
          segment: 'lecture',
          kind: 'video-240',
          file: 'lecture.mp4',
        },
      },
    ]);
    expect(await uploads()).toEqual([]);
    await world.runJobs();
    expect(await world.stored()).toEqual([`recordings/${id}`]);
  });

  test('goes on another day where it stopped, for the same person, place, kind, name and size', async () => {
    const bytes = await twoPieces();
    const sizeBytes = bytes.length;
    const { id } = await start({ sizeBytes });
    await put(id, 0, bytes.subarray(0, PIECE_BYTES));
    world.clock.advance(86_400);
    expect(await start({ sizeBytes })).toEqual({ id, receivedBytes: PIECE_BYTES });
    for (const other of [
      { sizeBytes: sizeBytes + 1 },
      { fileName: 'other.mp4' },
      { kind: 'video-480' as const },
    ])
      expect((await start({ sizeBytes, ...other })).receivedBytes).toBe(0);
    const colleague = await insertUser(db, { role: 'admin' });
    expect((await start({ sizeBytes }, colleague)).receivedBytes).toBe(0);
    expect(await put(id, PIECE_BYTES, bytes.subarray(PIECE_BYTES))).toMatchObject({ done: true });
  });

  test('a piece that comes again, too early or from a second window changes nothing', async () => {
    const bytes = await twoPieces();
    const { id } = await start({ sizeBytes: bytes.length });
    const first = bytes.subarray(0, PIECE_BYTES);
    const [one, two] = await Promise.all([put(id, 0, first), put(id, 0, first)]);
    expect([one.receivedBytes, two.receivedBytes]).toEqual([PIECE_BYTES, PIECE_BYTES]);
    expect(await put(id, 0, first)).toMatchObject({ taken: false, receivedBytes: PIECE_BYTES });
    expect(await put(id, bytes.length, new Uint8Array(0))).toMatchObject({ taken: false });
    const last = bytes.subarray(PIECE_BYTES);
    const ends = await Promise.all([put(id, PIECE_BYTES, last), put(id, PIECE_BYTES, last)]);
    expect(ends).toMatchObject([{ done: true }, { done: true }]);
    // The answer was lost and is asked for again.
    expect(await put(id, PIECE_BYTES, last)).toMatchObject({ taken: true, done: true });
    expect(await viewUpload(world.as(world.instructor), id)).toMatchObject({ done: true });
    expect(await files()).toHaveLength(1);
    const stored = world.as().storage;
    expect(new Uint8Array(await new Response(await stored.read(`recordings/${id}`)).arrayBuffer())).toEqual(
      bytes,
    );
  });

  test('that a crash stopped before its end is finished by an empty piece', async () => {
    const bytes = await twoPieces();
    const { id } = await start({ sizeBytes: bytes.length });
    await put(id, 0, bytes.subarray(0, PIECE_BYTES));
    const { storage } = world.as();
    await storage.put(`uploads/${id}/${PIECE_BYTES}`, [bytes.subarray(PIECE_BYTES)]);
    await db.update(recordingUploads).set({ receivedBytes: bytes.length });
    expect(await start({ sizeBytes: bytes.length })).toEqual({ id, receivedBytes: bytes.length });
    expect(await put(id, bytes.length, new Uint8Array(0))).toMatchObject({ done: true });
  });

  test('whose pieces were lost begins anew', async () => {
    const bytes = await twoPieces();
    const { id } = await start({ sizeBytes: bytes.length });
    await put(id, 0, bytes.subarray(0, PIECE_BYTES));
    await world.as().storage.delete(`uploads/${id}/0`);
    await expect(put(id, PIECE_BYTES, bytes.subarray(PIECE_BYTES))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await start({ sizeBytes: bytes.length })).receivedBytes).toBe(0);
  });

  test('that fails to be stored leaves the older file as it was', async () => {
    const { id } = await world.upload(await mediaBytes());
    const bytes = await mediaBytes({ seconds: 70 });
    const upload = await start({ sizeBytes: bytes.length });
    const ctx = world.as(world.instructor);
    const { storage } = ctx;
    const put = vi.fn<typeof storage.put>((key, chunks) =>
      key.startsWith('recordings/') ? Promise.reject(new Error('disk full')) : storage.put(key, chunks),
    );
    const broken = { ...ctx, storage: { ...storage, put } };
    await expect(takePiece(broken, { id: upload.id, offset: 0, bytes })).rejects.toThrow('disk full');
    expect((await files()).map((file) => file.id)).toEqual([id]);
    expect(
      await takePiece(ctx, { id: upload.id, offset: bytes.length, bytes: new Uint8Array(0) }),
    ).toMatchObject({ done: true });
  });
});

describe('what is refused leaves nothing behind', () => {
  test.each([
    [
      'HTML with the name of a film',
      () => new TextEncoder().encode('<!doctype html><script>alert(1)</script>'),
      'container',
    ],
    ['SVG with the name of a film', () => new TextEncoder().encode('<svg onload="alert(1)"/>'), 'container'],
    ['a picture that is too high', () => mediaBytes({ picture: { height: 480 } }), 'too-tall-240'],
    ['sound alone', () => mediaBytes({ picture: null }), 'no-picture'],
    ['half a film', async () => (await mediaBytes({ packetBytes: 900 })).slice(0, 30_000), 'unreadable'],
  ])('%s', async (_what, make, file) => {
    await expect(world.upload(await make())).rejects.toMatchObject({
      code: 'media-refused',
      details: { fields: { file } },
    });
    await world.runJobs();
    expect([await files(), await uploads(), await world.stored()]).toEqual([[], [], []]);
  });

  test('more bytes than any file may have', async () => {
    await expect(start({ sizeBytes: 2 * 1024 ** 3 + 1 })).rejects.toMatchObject({ code: 'media-refused' });
    await expect(start({ sizeBytes: Number.MAX_SAFE_INTEGER })).rejects.toMatchObject({
      code: 'media-refused',
    });
    expect(await uploads()).toEqual([]);
  });

  test('a piece beyond the end, or of another length', async () => {
    const bytes = await twoPieces();
    const { id } = await start({ sizeBytes: bytes.length });
    await expect(put(id, 0, bytes)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(put(id, 0, bytes.subarray(0, 5))).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(put(id, 0, new Uint8Array(0))).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await world.stored()).toEqual([]);
  });
});

test.each(['../../etc/passwd', '..', '', '\0', 'C:\\x\\', 'a/'])(
  'the name %j is not taken as a path',
  async (fileName) => {
    const name = await start({ fileName }).then(
      async () => (await uploads())[0]?.fileName,
      (error: unknown) => (error as { code: string }).code,
    );
    expect(['invalid-input', 'passwd']).toContain(name);
  },
);

test('a newer file takes the place of the older one, whose bytes go', async () => {
  const { id: old } = await world.upload(await mediaBytes());
  const { id: whole } = await world.upload(await mediaBytes(), { module: null, segment: null });
  const { id: fresh } = await world.upload(await mediaBytes({ seconds: 70 }), { fileName: 'better.mp4' });
  expect((await files()).map(({ id }) => id).toSorted()).toEqual([whole, fresh].toSorted());
  expect(await world.stored()).toContain(`recordings/${old}`);
  await world.runJobs();
  expect(await world.stored()).toEqual([`recordings/${whole}`, `recordings/${fresh}`].toSorted());
});

test('two that are finished at once leave one file', async () => {
  const [a, b] = [await mediaBytes({ seconds: 61 }), await mediaBytes({ seconds: 62 })];
  await Promise.all([world.upload(a, { fileName: 'a.mp4' }), world.upload(b, { fileName: 'b.mp4' })]);
  await world.runJobs();
  expect(await files()).toHaveLength(1);
  expect(await world.stored()).toHaveLength(1);
});

test('a small file comes with a form', async () => {
  const { sizeBytes: _none, fileName: _name, ...place } = world.place({ kind: 'audio' });
  const bytes = await mediaBytes({ picture: null, container: 'ogg' });
  await uploadSmallFile(world.as(world.instructor), {
    ...place,
    kind: 'audio',
    file: { name: 'talk.ogg', bytes },
  });
  expect(await files()).toMatchObject([{ kind: 'audio', mediaType: 'audio/ogg', fileName: 'talk.ogg' }]);
  const empty = { ...place, kind: 'audio' as const, file: { name: 'talk.ogg', bytes: new Uint8Array(0) } };
  await expect(uploadSmallFile(world.as(world.instructor), empty)).rejects.toMatchObject({
    code: 'media-refused',
  });
});

test('an upload is given up with its pieces', async () => {
  const bytes = await twoPieces();
  const { id } = await start({ sizeBytes: bytes.length });
  await put(id, 0, bytes.subarray(0, PIECE_BYTES));
  await giveUpUpload(world.as(world.instructor), id);
  await world.runJobs();
  expect([await uploads(), await world.stored()]).toEqual([[], []]);
  await expect(put(id, PIECE_BYTES, bytes.subarray(PIECE_BYTES))).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('uploads that lay still for a week are swept, others are not', async () => {
  const bytes = await twoPieces();
  const still = await start({ sizeBytes: bytes.length });
  await put(still.id, 0, bytes.subarray(0, PIECE_BYTES));
  world.clock.advance(6 * 86_400);
  const moving = await start({ sizeBytes: bytes.length, fileName: 'moving.mp4' });
  await sweepUploads(world.as());
  expect(await uploads()).toHaveLength(2);
  world.clock.advance(86_401);
  await sweepUploads(world.as());
  await world.runJobs();
  expect((await uploads()).map(({ id }) => id)).toEqual([moving.id]);
  expect(await world.stored()).toEqual([]);
});

test('a file is removed with its bytes; learners no longer have it', async () => {
  const { id } = await world.upload(await mediaBytes());
  await offered(1);
  await removeFile(world.as(world.instructor), id);
  expect(await offered(0)).toEqual([]);
  await world.runJobs();
  expect(await world.stored()).toEqual([]);
  expect(
    await db.select().from(auditEntries).where(eq(auditEntries.action, 'recording.remove')),
  ).toMatchObject([{ subjectId: id, details: { kind: 'video-240' } }]);
  await expect(removeFile(world.as(world.instructor), id)).rejects.toMatchObject({ code: 'not-found' });
});

test('only those who teach the course, and administrators, may change its files', async () => {
  const bytes = await twoPieces();
  const { id } = await start({ sizeBytes: bytes.length });
  const { id: fileId } = await world.upload(await mediaBytes(), { module: null, segment: null });
  const admin = await insertUser(db, { role: 'admin' });
  for (const actor of [world.stranger, world.learner, world.passerBy]) {
    const refused = { code: 'not-found' };
    const ctx = world.as(actor);
    await expect(start({}, actor)).rejects.toMatchObject(refused);
    await expect(put(id, 0, bytes.subarray(0, PIECE_BYTES), actor)).rejects.toMatchObject(refused);
    await expect(viewUpload(ctx, id)).rejects.toMatchObject(refused);
    await expect(giveUpUpload(ctx, id)).rejects.toMatchObject(refused);
    await expect(removeFile(ctx, fileId)).rejects.toMatchObject(refused);
    await expect(viewSegmentMaterial(ctx, world.place() as never)).rejects.toMatchObject(refused);
    await expect(viewRecordingMaterial(ctx, world.place())).rejects.toMatchObject(refused);
  }
  // Somebody else's upload is nobody's to go on with, whoever asks.
  await expect(put(id, 0, bytes.subarray(0, PIECE_BYTES), admin)).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(start({}, admin)).resolves.toMatchObject({ receivedBytes: 0 });
  await expect(startUpload(world.as(), world.place())).rejects.toMatchObject({ code: 'login-required' });
  expect(await files()).toHaveLength(1);
});

test.each([
  { course: 'nothing' },
  { recording: 'nothing' },
  { module: 'nothing' },
  { segment: 'nothing' },
  { module: null },
  { segment: null },
])('a place that is none is not found (%j)', async (given) => {
  await expect(start(given)).rejects.toMatchObject({ code: 'not-found' });
});

test('staff see what there is of a segment, and what was cut for another window', async () => {
  await world.upload(await mediaBytes());
  await world.upload(await mediaBytes({ picture: null }), { kind: 'audio', module: null, segment: null });
  const { id } = await start({ sizeBytes: 900_000, fileName: 'next.mp4' });
  const look = () =>
    viewSegmentMaterial(world.as(world.instructor), {
      course: world.course.document.slug,
      module: 'steel',
      segment: 'lecture',
    });
  const { material } = await look();
  expect(material.files).toMatchObject([
    { kind: 'video-240', isWhole: false, isOffered: true },
    { kind: 'audio', isWhole: true, isOffered: true },
  ]);
  expect(material.uploads).toEqual([
    { id, kind: 'video-240', fileName: 'next.mp4', sizeBytes: 900_000, receivedBytes: 0 },
  ]);
  // The segment gets another window.
  const { document } = world.course;
  const [steel] = document.modules;
  if (steel?.segments[0]) steel.segments[0].startSeconds = 30;
  await db.update(courseRevisions).set({ document }).where(eq(courseRevisions.id, world.course.revisionId));
  await announceCourse(db, world.course.courseId);
  await vi.waitUntil(async () => (await look()).material.files[0]?.isOffered === false, 10_000);
  expect((await look()).material.files[1]).toMatchObject({ isOffered: true });
  // The same file, chosen for the new window, is another upload.
  expect((await start({ sizeBytes: 900_000, fileName: 'next.mp4' })).id).not.toBe(id);
  const whole = await viewRecordingMaterial(world.as(world.instructor), world.place());
  expect(whole.material.files).toMatchObject([{ kind: 'audio', isWhole: false, isOffered: true }]);
});

test('an object that is missing is told by its name', async () => {
  await expect(world.as().storage.read('recordings/none')).rejects.toBeInstanceOf(MissingObject);
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { pieceLength } from '#lib/domain/courses/recording-upload.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { createCourses } from '#lib/server/content/published-courses.ts';
import type { Ctx } from '#lib/server/context.ts';
import type { Database } from '#lib/server/db/client.ts';
import { createMemoryJobs } from '#lib/server/jobs/jobs-memory.ts';
import { discardMedia } from '#lib/server/services/recordings/discard-media.ts';
import { startUpload } from '#lib/server/services/recordings/start-upload.ts';
import { takePiece, type UploadState } from '#lib/server/services/recordings/take-piece.ts';
import { createDiskStorage } from '#lib/server/storage/disk.ts';
import { TestClock, testContext } from '../context.ts';
import { mediaBytes } from '../media-bytes.ts';
import { insertSampleCourse } from './course.ts';
import { insertCohort, insertEnrolment, insertUser } from './learning.ts';

type Place = Parameters<typeof startUpload>[1];

export interface RecordingWorld {
  course: PublishedCourse;
  clock: TestClock;
  instructor: Actor;
  /** Teaches another course. */
  stranger: Actor;
  learner: Actor;
  /** Not enrolled. */
  passerBy: Actor;
  as(actor?: Actor | null): Ctx;
  /** The segment of the steel module, for a small film, unless told otherwise. */
  place(given?: Partial<Place>): Place;
  /** Sends all of a file as its uploader does; the last answer. */
  upload(bytes: Uint8Array, given?: Partial<Place>, actor?: Actor): Promise<UploadState & { id: string }>;
  /** Does the jobs that wait. */
  runJobs(): Promise<void>;
  /** Names of all stored objects. */
  stored(): Promise<string[]>;
}

/** The sample course with its staff, two learners, the product's own memory of courses, and a real folder for bytes. */
export async function recordingWorld(database: Database): Promise<RecordingWorld> {
  const { db } = database;
  const { course } = await insertSampleCourse(db);
  const other = await insertSampleCourse(db);
  const [instructor, stranger] = [
    await insertUser(db, { role: 'instructor' }),
    await insertUser(db, { role: 'instructor' }),
  ];
  await insertCohort(db, course, [instructor.userId]);
  await insertCohort(db, other.course, [stranger.userId]);
  const [learner, passerBy] = [await insertUser(db), await insertUser(db)];
  await insertEnrolment(db, learner.userId, course.courseId);
  await insertEnrolment(db, passerBy.userId, other.course.courseId);

  const courses = createCourses(database);
  const folder = await mkdtemp(join(tmpdir(), 'pathways-media-'));
  onTestFinished(async () => {
    await courses.close();
    await rm(folder, { recursive: true, force: true });
  });
  const storage = createDiskStorage(folder, () => new Date());
  const jobs = createMemoryJobs();
  await jobs.work('discard-media', (data) => discardMedia({ storage }, data));
  const clock = new TestClock();
  const as: RecordingWorld['as'] = (actor = null) =>
    testContext(db, { actor, clock, courses, storage, jobs });
  const place: RecordingWorld['place'] = (given = {}) => ({
    course: course.document.slug,
    recording: 'recording',
    module: 'steel',
    segment: 'lecture',
    kind: 'video-240',
    fileName: 'lecture.mp4',
    sizeBytes: 1,
    ...given,
  });
  return {
    course,
    clock,
    instructor,
    stranger,
    learner,
    passerBy,
    as,
    place,
    async upload(bytes, given = {}, actor = instructor) {
      const ctx = as(actor);
      const sizeBytes = bytes.length;
      const { id, receivedBytes } = await startUpload(ctx, place({ sizeBytes, ...given }));
      let state: UploadState = { receivedBytes, sizeBytes, done: false };
      while (!state.done) {
        const offset = state.receivedBytes;
        const piece = bytes.subarray(offset, offset + pieceLength(offset, sizeBytes));
        state = await takePiece(ctx, { id, offset, bytes: piece });
      }
      return { id, ...state };
    },
    runJobs: () => jobs.runAll(),
    stored: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
        .toSorted(),
  };
}

/** A film of more than one piece. */
export const twoPieces = (seconds = 60) =>
  mediaBytes({ seconds, packetBytes: Math.ceil(700_000 / 8 / seconds) });

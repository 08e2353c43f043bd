import { vi } from 'vitest';
import type { Segment } from '#lib/domain/courses/course.ts';
import { segmentsOf } from '#lib/domain/courses/segment-edit.ts';
import { blankSegment, typedSegment, type TypedSegment } from '#lib/domain/courses/segment-form.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Database } from '#lib/server/db/client.ts';
import { segmentEdits } from '#lib/server/db/schema/index.ts';
import { previewSegments, publishSegments } from '#lib/server/services/segments/publish-segments.ts';
import { viewRecording } from '#lib/server/services/segments/view-recording.ts';
import { insertCohort, insertUser } from './learning.ts';
import { publishingWorld, type PublishingWorld } from './publishing.ts';

export const TRAINING = { course: 'sample', recording: 'training' };

export interface SegmentsWorld extends PublishingWorld {
  instructor: Actor;
  /** The form of the recording as it is, with changes to its segments by key, and further new segments. */
  form(
    change?: Record<string, Partial<TypedSegment>>,
    added?: Partial<TypedSegment>[],
  ): Promise<{ course: string; recording: string; basis: string; typed: TypedSegment[] }>;
  /** Looks at the form and publishes what was said, as a person does; then waits until the memory of courses knows. */
  set(
    change?: Record<string, Partial<TypedSegment>>,
    added?: Partial<TypedSegment>[],
    actor?: Actor,
  ): ReturnType<typeof publishSegments>;
  /** As learners get it. */
  segments(): Promise<Segment[]>;
  notes(): Promise<(typeof segmentEdits.$inferSelect)[]>;
}

export const NEW_SEGMENT = {
  title: 'Questions & answers',
  start: '1:00',
  end: '2:00',
  summary: 'What was asked.\n\nWhat was <answered>.',
};

/** The authored course, published, with an instructor of it. */
export async function segmentsWorld(database: Database): Promise<SegmentsWorld> {
  await database.sql`truncate audit_entries`;
  const world = await publishingWorld(database);
  await world.publish();
  const instructor = await insertUser(database.db, { role: 'instructor' });
  await insertCohort(database.db, await world.published(), [instructor.userId]);

  const form: SegmentsWorld['form'] = async (change = {}, added = []) => {
    const { basis, segments } = await viewRecording(world.as(instructor), TRAINING);
    return {
      ...TRAINING,
      basis,
      typed: [
        ...segments.map(({ typed }) => ({ ...typed, ...change[typed.key] })),
        ...added.map((one) => ({ ...blankSegment('steel'), ...one })),
      ],
    };
  };
  return {
    ...world,
    instructor,
    form,
    async set(change, added, actor = instructor) {
      const input = await form(change, added);
      const { said } = await previewSegments(world.as(actor), input);
      const done = await publishSegments(world.as(actor), { ...input, said });
      if (done.published && done.revisionNumber !== null)
        await vi.waitUntil(
          async () => (await world.published()).revisionNumber === done.revisionNumber,
          10_000,
        );
      return done;
    },
    segments: async () =>
      segmentsOf((await world.published()).document, TRAINING.recording).map(({ segment }) => segment),
    notes: () => database.db.select().from(segmentEdits),
  };
}

/** A segment as the form of the editor holds it. */
export const typed = (segment: Partial<Segment> = {}): TypedSegment =>
  typedSegment(
    'steel',
    {
      key: 'lecture',
      title: 'The lecture',
      recordingKey: 'training',
      startSeconds: null,
      endSeconds: null,
      standIn: { key: 'stand-in', title: 'Summary', minutes: 1, html: '<p>x</p>', factIds: [], termKeys: [] },
      ...segment,
    },
    false,
  );

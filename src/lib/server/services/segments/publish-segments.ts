import type { Segment } from '#lib/domain/courses/course.ts';
import { planSegments, type PlannedSegment } from '#lib/domain/courses/plan-segments.ts';
import type { EditedSegment } from '#lib/domain/courses/segment-edit.ts';
import type { TypedSegment } from '#lib/domain/courses/segment-form.ts';
import type { SegmentProblem, SegmentWarning } from '#lib/domain/courses/segment-problems.ts';
import { segmentWarnings, type WarningGround } from '#lib/domain/courses/segment-warnings.ts';
import { AppError } from '#lib/domain/errors.ts';
import { contentHash } from '../../content/content-hash.ts';
import { segmentHash, withoutSegment, withSegment } from '../../content/segment-edits.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { lockPublishing } from '../../queries/courses.ts';
import { deleteSegmentEdits, listSegmentEdits, saveSegmentEdits } from '../../queries/segments.ts';
import { recordAct } from '../audit/record-act.ts';
import { asBuilt } from '../courses/as-built.ts';
import { writeRevision } from '../courses/write-revision.ts';
import { knownLength, recordingGround, watchesOf, type RecordingGround } from './recording-ground.ts';
import { staffRecording, type RecordingAddress, type StaffRecording } from './staff-recording.ts';

const MOST_SEGMENTS = 200;
const LARGEST_CHARACTERS = 300_000;

export type SegmentsInput = RecordingAddress & {
  /** What the form was made of: see `RecordingGround`. */
  basis: string;
  typed: readonly TypedSegment[];
  /** Of the recording, as far as the page knows it; only for warnings. */
  lengthSeconds?: number | null;
};

/** A change before it is published. */
export interface SaidChange {
  index: number;
  moduleKey: string;
  before: Omit<Segment, 'standIn' | 'recordingKey'> | null;
  after: Omit<EditedSegment, 'standIn' | 'recordingKey'> | null;
  /** The written summary is another one. */
  isRewritten: boolean;
}

export interface SegmentsPreview {
  changes: SaidChange[];
  problems: SegmentProblem[];
  warnings: SegmentWarning[];
  /** Publishing asks for it, so that nothing is published but what was said. */
  said: string;
}

export type PublishedSegments =
  /** Something is wrong with it, or it is not what was said before. */
  | { published: false; preview: SegmentsPreview }
  /** `revisionNumber` of the course; null: nothing differs from what is published. */
  | { published: true; revisionNumber: number | null; course: string };

/** The staff of a course see what publishing the form of a recording would change, what is wrong with it, and what to look at. Nothing is written. */
export async function previewSegments(ctx: Ctx, input: SegmentsInput): Promise<SegmentsPreview> {
  const staff = await staffRecording(ctx, 'recording.change', input);
  checkSize(input);
  const known = { watches: await watchesOf(ctx, staff.course), lengthSeconds: lengthOf(staff, input) };
  return planned(await recordingGround(ctx, staff), input, known).preview;
}

/**
 * The staff of a course publish the segments of a recording: a new course revision in the name of who asks, with its entry in the audit log; learners
 * keep what they have done. Only what was said (`said`) is published, and nothing while something is wrong. Refused as `segments-changed` when
 * somebody else set the segments of this recording since the form was made.
 */
export async function publishSegments(
  ctx: Ctx,
  input: SegmentsInput & { said: string },
): Promise<PublishedSegments> {
  const staff = await staffRecording(ctx, 'recording.change', input);
  checkSize(input);
  const course = staff.course.document.slug;
  const known = { watches: await watchesOf(ctx, staff.course), lengthSeconds: lengthOf(staff, input) };
  return inTransaction(ctx, async (tx) => {
    await lockPublishing(tx.db);
    const ground = await recordingGround(tx, staff);
    const { changes, preview } = planned(ground, input, known);
    if (changes.length === 0 && preview.problems.length === 0)
      return { published: true, revisionNumber: null, course };
    if (ground.basis !== input.basis) throw new AppError('segments-changed');
    if (preview.problems.length > 0 || preview.said !== input.said) return { published: false, preview };
    const revision = await write(tx, ground, changes);
    await recordAct(tx, 'segment.publish', {
      details: { course, recording: staff.recording.key, segments: changes.length, revision },
    });
    return { published: true, revisionNumber: revision, course };
  });
}

export function checkSize({ typed }: SegmentsInput): void {
  if (typed.length > MOST_SEGMENTS || JSON.stringify(typed).length > LARGEST_CHARACTERS)
    throw new AppError('too-large');
}

const lengthOf = ({ course, recording }: StaffRecording, { lengthSeconds = null }: SegmentsInput) =>
  knownLength(course, recording.key) ?? lengthSeconds;

function planned(
  ground: RecordingGround,
  { typed }: SegmentsInput,
  known: Pick<WarningGround, 'watches' | 'lengthSeconds'>,
) {
  const { changes, problems } = planSegments(typed, ground);
  const warnings = segmentWarnings(changes, { ...ground, ...known });
  const preview: SegmentsPreview = {
    changes: changes.map(said),
    problems,
    warnings,
    said: contentHash(changes),
  };
  return { changes, preview };
}

function said({ index, moduleKey, before, after }: PlannedSegment): SaidChange {
  const shown = <T extends { standIn: unknown; recordingKey: string }>(whole: T) => {
    const { standIn: _standIn, recordingKey: _recording, ...rest } = whole;
    return rest;
  };
  return {
    index,
    moduleKey,
    before: before && shown(before),
    after: after && shown(after),
    isRewritten: Boolean(before && after?.standIn && after.standIn.html !== before.standIn.html),
  };
}

/** The revision, and the notes that keep what was set when the course's files are published again. Gives the number of the revision. */
async function write(tx: Ctx, ground: RecordingGround, changes: readonly PlannedSegment[]): Promise<number> {
  const { courseId } = ground.current;
  const built = await asBuilt(tx, ground.current);
  const set = changes.flatMap(({ after, before, ...place }) =>
    after ? [{ ...place, before, segment: after }] : [],
  );
  // New ones in the order of their keys, in which the notes are read again.
  set.sort((a, b) => (a.segmentKey < b.segmentKey ? -1 : 1));
  const removed = changes.filter(({ after }) => !after);
  const written = await writeRevision(
    tx,
    removed.reduce(withoutSegment, set.reduce(withSegment, built)),
    ground.current,
  );
  if (!written) throw new Error('The segments differ, and their course does not.');
  const known = await listSegmentEdits(tx.db, courseId);
  const notes = set.map(({ moduleKey, segmentKey, before, segment }) => {
    const old = known.find((note) => note.moduleKey === moduleKey && note.segmentKey === segmentKey);
    const baseHash = old ? old.baseHash : before && segmentHash(before);
    return {
      ...{ courseId, moduleKey, segmentKey, segment, baseHash },
      editedBy: tx.actor?.userId ?? null,
      editedAt: tx.now(),
    };
  });
  // What is again as the files have it needs no note.
  const isAsInFiles = ({ moduleKey, segmentKey, baseHash }: (typeof notes)[number]) => {
    const module = written.document.modules.find(({ key }) => key === moduleKey);
    const segment = module?.segments.find(({ key }) => key === segmentKey);
    return segment !== undefined && segmentHash(segment) === baseHash;
  };
  await deleteSegmentEdits(tx.db, courseId, [...removed, ...notes.filter(isAsInFiles)]);
  await saveSegmentEdits(
    tx.db,
    notes.filter((note) => !isAsInFiles(note)),
  );
  return written.number;
}

import type { Module, Segment } from '#lib/domain/courses/course.ts';
import type { EditedSegment } from '#lib/domain/courses/segment-edit.ts';
import type { BuiltCourse } from './build-course.ts';
import { contentHash } from './content-hash.ts';

/** A segment as staff set or added it: see db/schema/recordings.ts. */
export interface SegmentEdit {
  moduleKey: string;
  segmentKey: string;
  segment: EditedSegment;
  /** Hash of the file's segment that it was made from (`segmentHash`); null: no file has it. */
  baseHash: string | null;
}

/**
 * What an edit is held against: what staff can set of a file's segment. The stand-in is not in it, as no edit changes that of a file: authors may mend
 * its words, and the times that were set in the product stay.
 */
export const segmentHash = ({ standIn: _standIn, ...segment }: Segment): string => contentHash(segment);

/**
 * A course from files with what staff set of its segments since. An edit holds as long as the file's own segment is the one that it was made
 * from; once the authors changed, added or removed that segment, or took its module or recording away, their word is the last and the edit
 * is `outdated`.
 */
export function applySegmentEdits<E extends SegmentEdit>(
  built: BuiltCourse,
  edits: readonly E[],
): { built: BuiltCourse; outdated: E[] } {
  const outdated = edits.filter((edit) => isOutdated(built, edit));
  const held = edits.filter((edit) => !outdated.includes(edit));
  return { built: held.reduce(withSegment, built), outdated };
}

function isOutdated(
  { document }: BuiltCourse,
  { moduleKey, segmentKey, segment, baseHash }: SegmentEdit,
): boolean {
  const module = document.modules.find(({ key }) => key === moduleKey);
  if (!module || !document.recordings.some(({ key }) => key === segment.recordingKey)) return true;
  const own = module.segments.find(({ key }) => key === segmentKey);
  // A section of that key would be the same place of the page.
  if (baseHash === null) return Boolean(own) || module.sections.some(({ key }) => key === segmentKey);
  return !own || segmentHash(own) !== baseHash;
}

/** The course with a segment as it was set: in the place of the one with its key, or behind the others of its module. */
export function withSegment(
  built: BuiltCourse,
  edit: Pick<SegmentEdit, 'moduleKey' | 'segmentKey' | 'segment'>,
): BuiltCourse {
  const { moduleKey, segmentKey, segment } = edit;
  return inModule(built, moduleKey, (segments) => {
    const old = segments.find(({ key }) => key === segmentKey);
    const set = published(segmentKey, segment, old);
    return old ? segments.map((one) => (one === old ? set : one)) : [...segments, set];
  });
}

/** The course without a segment that was added in the product. */
export const withoutSegment = (
  built: BuiltCourse,
  { moduleKey, segmentKey }: Pick<SegmentEdit, 'moduleKey' | 'segmentKey'>,
): BuiltCourse => inModule(built, moduleKey, (segments) => segments.filter(({ key }) => key !== segmentKey));

/** A segment as it is published. Without marks it has no list of them, as one from files: the same segment has the same hash. */
function published(key: string, { chapters, standIn, ...segment }: EditedSegment, old?: Segment): Segment {
  const written = standIn ?? old?.standIn;
  if (!written) throw new Error(`Segment ${key} has no written stand-in.`);
  return { key, ...segment, standIn: written, ...(chapters.length > 0 ? { chapters } : {}) };
}

function inModule(
  { document, questions }: BuiltCourse,
  moduleKey: string,
  change: (segments: Module['segments']) => Module['segments'],
): BuiltCourse {
  const modules = document.modules.map((module) =>
    module.key === moduleKey ? { ...module, segments: change(module.segments) } : module,
  );
  return { document: { ...document, modules }, questions };
}

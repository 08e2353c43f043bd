import type { CourseDocument, Segment } from './course.ts';
import { segmentsOf, windowLength } from './segment-edit.ts';
import type { PlannedSegment, SegmentUse } from './plan-segments.ts';
import type { SegmentWarning, SegmentWarningCode } from './segment-problems.ts';

/** A place that a question points at. */
export interface WatchedPlace {
  moduleKey: string;
  segmentKey: string;
  seconds: number;
}

export interface WarningGround {
  document: Pick<CourseDocument, 'modules'>;
  recordingKey: string;
  uses: readonly SegmentUse[];
  watches: readonly WatchedPlace[];
  /** Of the whole recording; null: nobody knows. */
  lengthSeconds: number | null;
}

interface Placed {
  name: string;
  title: string;
  startSeconds: number;
  endSeconds: number;
}

const nameOf = (moduleKey: string, segmentKey: string) => `${moduleKey}/${segmentKey}`;

/**
 * What staff should look at before they publish: windows that overlap or end behind the recording, marks and watched seconds that mean other
 * places since the start moved, questions that point behind the new end. Only of segments that change.
 *
 * Worked example: `a` from 0 to 60 is published, `b` becomes 50 to 90: `b` overlaps with `a`.
 */
export function segmentWarnings(changes: readonly PlannedSegment[], ground: WarningGround): SegmentWarning[] {
  const windows = windowsAfter(changes, ground);
  const seen = new Set<string>();
  return changes.flatMap((change) => {
    const { index, moduleKey, segmentKey, before, after } = change;
    if (!after) return [];
    const name = nameOf(moduleKey, segmentKey);
    const found: SegmentWarning[] = [];
    const warn = (code: SegmentWarningCode, count: number, other = '') =>
      void found.push({ index, code, title: after.title, other, count });
    const own = windows.find((window) => window.name === name);
    for (const other of own ? windows : []) {
      const pair = [name, other.name].sort().join(' ');
      if (!own || other === own || seen.has(pair) || !overlaps(own, other)) continue;
      seen.add(pair);
      warn('overlap', 0, other.title);
    }
    const { lengthSeconds } = ground;
    if (lengthSeconds !== null && own && own.endSeconds > lengthSeconds) warn('beyond-length', lengthSeconds);
    if (before) warnOfMoves(change, before, { ground, warn });
    return found;
  });
}

function warnOfMoves(
  { moduleKey, segmentKey, after }: PlannedSegment,
  before: Segment,
  given: { ground: WarningGround; warn: (code: SegmentWarningCode, count: number) => void },
): void {
  const { ground, warn } = given;
  if (!after) return;
  const moved = Math.abs((after.startSeconds ?? 0) - (before.startSeconds ?? 0));
  const isHere = (one: { moduleKey: string; segmentKey: string }) =>
    one.moduleKey === moduleKey && one.segmentKey === segmentKey;
  // Marks that were set anew, or moved along, are what the person meant.
  const kept = after.chapters.some(({ atSeconds }) =>
    (before.chapters ?? []).some((old) => old.atSeconds === atSeconds),
  );
  if (moved > 0 && kept) warn('marks-shifted', moved);
  const watchers = ground.uses.find(isHere)?.watchers ?? 0;
  if (moved > 0 && watchers > 0) warn('evidence-shifted', watchers);
  const length = windowLength(after) ?? Infinity;
  const outside = ground.watches.filter((watch) => isHere(watch) && watch.seconds >= length);
  if (outside.length > 0) warn('questions-outside', outside.length);
}

/** Windows of the recording as they will be. */
function windowsAfter(
  changes: readonly PlannedSegment[],
  { document, recordingKey }: WarningGround,
): Placed[] {
  const kept = segmentsOf(document, recordingKey)
    .filter(
      ({ moduleKey, segment }) =>
        !changes.some((change) => change.moduleKey === moduleKey && change.segmentKey === segment.key),
    )
    .map(({ moduleKey, segment }) => ({ name: nameOf(moduleKey, segment.key), ...segment }));
  const changed = changes.flatMap(({ moduleKey, segmentKey, after }) =>
    after ? [{ name: nameOf(moduleKey, segmentKey), ...after }] : [],
  );
  return [...kept, ...changed].flatMap(({ name, title, startSeconds, endSeconds }) =>
    startSeconds === null || endSeconds === null ? [] : [{ name, title, startSeconds, endSeconds }],
  );
}

const overlaps = (a: Placed, b: Placed) => a.startSeconds < b.endSeconds && b.startSeconds < a.endSeconds;

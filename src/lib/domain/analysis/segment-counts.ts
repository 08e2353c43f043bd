import type { SourceKind } from '../courses/recording-file.ts';
import { byKey, TEN_SECONDS, type Tally, type TallyKind } from '../cohorts/tallies.ts';
import { pieceSecondsOf, type SegmentCounts } from './segment-evidence.ts';

/** Of a segment as it is to be counted: its key, and its length as the course gives it. */
export interface CountedSegment {
  key: string;
  lengthSeconds: number | null;
}

/** What the drawing of a segment is made of. */
export const HEAT_KINDS = ['seconds', 'seen', 'length'] as const satisfies readonly TallyKind[];

export const SEGMENT_KINDS = [
  ...HEAT_KINDS,
  'followed',
  'covered',
  'stop',
  'source',
  'way',
] as const satisfies readonly TallyKind[];

/**
 * What the counts of some cohorts say of one segment.
 *
 * Worked example: of 40 learners two watched 0-15 of a segment of 15 s, one of whom stands at 12 s: `seconds` are 20 and 10, so 2 watched each of
 * its two pieces, and one stops in the piece that begins at 10 s.
 */
export function segmentCounts(
  /** Of the module alone. */
  tallies: readonly Tally[],
  people: number,
  segment: CountedSegment,
): SegmentCounts {
  const counted = countedOf(tallies, segment.key);
  const total = (kind: TallyKind) => sum(counted(kind).map(([, count]) => count));
  const wayOf = (way: string) => sum(counted('way').map(([key, count]) => (key === way ? count : 0)));
  const heat = heatOf(tallies, segment);
  return {
    people,
    withEvidence: total('followed'),
    watched: total('seen'),
    covered: total('covered'),
    ...heat,
    stops: stopsOf(counted('stop'), heat),
    sources: counted('source')
      .map(([source, count]) => ({ source: (source || null) as SourceKind | null, count }))
      .sort((a, b) => b.count - a.count),
    ways: { video: wayOf('video'), audio: wayOf('audio'), transcript: wayOf('transcript') },
  };
}

type Heat = Pick<SegmentCounts, 'lengthSeconds' | 'pieceSeconds' | 'watchers'>;

/**
 * How many watched each piece of a segment, on average: the seconds watched in it by the seconds that it has. What was watched beyond the end as it is known
 * now, before a segment was made shorter, is left out; what falls into the last piece never makes its watchers more than those who watched at all.
 *
 * Worked example: 20 s watched in the first ten seconds of a segment of 15, 5 in the second: 2 watchers, then 1.
 */
export function heatOf(tallies: readonly Tally[], { key, lengthSeconds: given }: CountedSegment): Heat {
  const counted = countedOf(tallies, key);
  const seconds = counted('seconds').map(([ten, amount]) => ({ ten: Number(ten), amount }));
  const furthest = seconds.length > 0 ? (Math.max(...seconds.map(({ ten }) => ten)) + 1) * TEN_SECONDS : null;
  const lengthSeconds = given ?? commonestOf(counted('length')) ?? furthest;
  const pieceSeconds = pieceSecondsOf(lengthSeconds ?? 0);
  const watchers = Array.from({ length: Math.ceil((lengthSeconds ?? 0) / pieceSeconds) }, () => 0);
  const most = sum(counted('seen').map(([, count]) => count));
  for (const { ten, amount } of seconds) {
    const piece = Math.floor((ten * TEN_SECONDS) / pieceSeconds);
    const length = Math.min(pieceSeconds, (lengthSeconds ?? 0) - piece * pieceSeconds);
    if (length > 0) watchers[piece] = Math.min(most, (watchers[piece] ?? 0) + amount / length);
  }
  return { lengthSeconds, pieceSeconds, watchers };
}

/** By the piece in which they stand; who stands beyond the end stands in the last. */
function stopsOf(stops: readonly [string, number][], { lengthSeconds, pieceSeconds }: Heat) {
  const byPiece = new Map<number, number>();
  if (!lengthSeconds) return [];
  for (const [ten, count] of stops) {
    const seconds = Math.min(Number(ten) * TEN_SECONDS, lengthSeconds - 1);
    const at = Math.floor(seconds / pieceSeconds) * pieceSeconds;
    byPiece.set(at, (byPiece.get(at) ?? 0) + count);
  }
  return [...byPiece]
    .map(([atSeconds, count]) => ({ atSeconds, count }))
    .sort((a, b) => a.atSeconds - b.atSeconds);
}

/** The shortest of several that as many measured. */
const commonestOf = (lengths: readonly [string, number][]): number | null =>
  lengths
    .map(([length, count]) => ({ length: Number(length), count }))
    .sort((a, b) => b.count - a.count || a.length - b.length)[0]?.length ?? null;

/** The counts of one segment, by what stands behind its key. */
const countedOf =
  (tallies: readonly Tally[], segmentKey: string) =>
  (kind: TallyKind): [string, number][] =>
    byKey(tallies, kind).flatMap(([name, count]): [string, number][] => {
      const at = name.lastIndexOf('@');
      return name.slice(0, at) === segmentKey ? [[name.slice(at + 1), count]] : [];
    });

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

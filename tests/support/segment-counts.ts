import { MOST_PIECES, pieceSecondsOf, type SegmentCounts } from '#lib/domain/analysis/segment-evidence.ts';
import type { SourceKind } from '#lib/domain/courses/recording-file.ts';
import { isCovered } from '#lib/domain/progress/coverage.ts';
import type { EvidenceWay } from '#lib/domain/progress/evidence.ts';
import { wayTaken } from '#lib/domain/progress/way-taken.ts';
import type { Range } from '#lib/domain/progress/watched-ranges.ts';

/** One learner and what is stored of them. */
export interface StoredEvidence {
  watched: Range[];
  measuredSeconds: number | null;
  position: number | null;
  source: SourceKind | null;
  way: EvidenceWay;
  standInRead: boolean;
}

/** The counts of a segment, second by second and learner by learner: slow, and nothing to misunderstand. Null: enrolled, and nothing stored. */
export function countPlainly(
  people: readonly (StoredEvidence | null)[],
  authored: number | null,
): SegmentCounts {
  const rows = people.filter((row) => row !== null);
  const lengthOf = (row: StoredEvidence) => authored ?? row.measuredSeconds;
  const covers = (row: StoredEvidence, standInRead: boolean) =>
    isCovered({ ranges: row.watched, lengthSeconds: lengthOf(row), standInRead });
  const watched = rows.filter((row) => row.watched.length > 0);
  const shown = rows.filter((row) => row.watched.length > 0 || row.standInRead);
  const lengthSeconds = authored ?? commonest(rows) ?? furthest(rows);
  const pieceSeconds = pieceSecondsOf(lengthSeconds ?? 0);
  const pieces = Math.ceil((lengthSeconds ?? 0) / pieceSeconds);
  if (pieces > MOST_PIECES) throw new Error('Too many pieces.');
  const watchers = Array.from({ length: pieces }, (_, piece) => {
    const from = piece * pieceSeconds;
    const length = Math.min(lengthSeconds ?? 0, from + pieceSeconds) - from;
    // Seconds are kept by tens: a last ten that the segment ends within is counted to its own end.
    const to = from + Math.ceil(length / 10) * 10;
    let sum = 0;
    for (let second = from; second < to; second++)
      sum += rows.filter((row) => row.watched.some(([a, b]) => a <= second && second < b)).length;
    return Math.min(watched.length, sum / length);
  });
  const stops = new Map<number, number>();
  for (const row of rows) {
    if (row.position === null || row.watched.length === 0 || covers(row, row.standInRead) || !lengthSeconds)
      continue;
    const at = Math.floor(Math.min(row.position, lengthSeconds - 1) / pieceSeconds) * pieceSeconds;
    stops.set(at, (stops.get(at) ?? 0) + 1);
  }
  const ways = { video: 0, audio: 0, transcript: 0 };
  for (const row of shown)
    ways[
      wayTaken({
        way: row.way,
        hasWatched: row.watched.length > 0,
        isWatchedEnough: covers(row, false),
        standInRead: row.standInRead,
      })
    ]++;
  const sources = new Map<SourceKind | null, number>();
  for (const { source } of watched) sources.set(source, (sources.get(source) ?? 0) + 1);
  return {
    people: people.length,
    withEvidence: shown.length,
    watched: watched.length,
    covered: rows.filter((row) => covers(row, row.standInRead)).length,
    lengthSeconds,
    pieceSeconds,
    watchers,
    stops: [...stops]
      .map(([atSeconds, count]) => ({ atSeconds, count }))
      .sort((a, b) => a.atSeconds - b.atSeconds),
    sources: [...sources].map(([source, count]) => ({ source, count })),
    ways,
  };
}

/** The length that most players measured; the shortest of several. */
function commonest(rows: readonly StoredEvidence[]): number | null {
  const counts = new Map<number, number>();
  for (const { measuredSeconds } of rows)
    if (measuredSeconds !== null) counts.set(measuredSeconds, (counts.get(measuredSeconds) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, k]) => k - n || a - b)[0]?.[0] ?? null;
}

/** In whole tens of seconds. */
const furthest = (rows: readonly StoredEvidence[]): number | null =>
  Math.ceil(Math.max(0, ...rows.flatMap(({ watched }) => watched.map(([, to]) => to))) / 10) * 10 || null;

/** Floats and the order of equal sources may differ. */
export const comparable = (counts: SegmentCounts) => ({
  ...counts,
  watchers: counts.watchers.map((watchers) => Number(watchers.toFixed(9))),
  sources: [...counts.sources].sort((a, b) => String(a.source).localeCompare(String(b.source))),
});

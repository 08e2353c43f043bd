/**
 * What was watched of a segment: a set of half-open ranges `[from, to)` in whole seconds of the segment's own time. Merging is a
 * union, so a retry, a second tab or a replay can never add or lose a second.
 *
 * Worked example: 0-60 and again 0-60 of 120 s is `[[0, 60]]`, 60 s, coverage 0.5. Seeking to the end adds nothing, because a seek
 * plays nothing.
 */

/** `[from, to)` with `0 <= from < to`, whole seconds. */
export type Range = readonly [from: number, to: number];

/** The union of ranges in any order, sorted, touching ranges joined; empty, negative and non-finite ones are dropped. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const sorted = ranges
    .map(([from, to]): Range => [Math.max(0, Math.ceil(from)), Math.floor(to)])
    .filter(([from, to]) => Number.isFinite(from) && Number.isFinite(to) && from < to)
    .sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Seconds in a set of ranges: 60 for `[[0, 30], [90, 120]]`. */
export function secondsIn(ranges: readonly Range[]): number {
  return mergeRanges(ranges).reduce((sum, [from, to]) => sum + to - from, 0);
}

/** The part of the ranges that lies within `[0, lengthSeconds)`. */
export function clipRanges(ranges: readonly Range[], lengthSeconds: number): Range[] {
  return mergeRanges(ranges.map(([from, to]): Range => [from, Math.min(to, lengthSeconds)]));
}

/**
 * What is still missing of a segment: its parts that were not watched, in order. Parts shorter than `least` seconds are left out, since nobody
 * hunts for a second. Worked example: `[[0, 30], [90, 120]]` of 150 s misses `[[30, 90], [120, 150]]`.
 */
export function missingRanges(ranges: readonly Range[], lengthSeconds: number, least = 1): Range[] {
  const edges = [0, ...clipRanges(ranges, lengthSeconds).flat(), Math.floor(lengthSeconds)];
  const missing: Range[] = [];
  for (let index = 0; index < edges.length; index += 2) {
    const [from, to] = [edges[index] ?? 0, edges[index + 1] ?? 0];
    if (to - from >= least) missing.push([from, to]);
  }
  return missing;
}

/** Reads Postgres' text form `{[0,60),[90,120)}`. Throws for anything else. */
export function parseMultirange(text: string): Range[] {
  if (!/^\{(\[\d+,\d+\)(,\[\d+,\d+\))*)?\}$/.test(text)) throw new TypeError(`Not a multirange: ${text}`);
  return [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]): Range => [Number(from), Number(to)]);
}

/** Writes Postgres' text form. */
export function formatMultirange(ranges: readonly Range[]): string {
  return `{${mergeRanges(ranges)
    .map(([from, to]) => `[${from},${to})`)
    .join(',')}}`;
}

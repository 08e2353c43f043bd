import { routes } from '../routes.ts';
import { mergeRanges, type Range } from '../../domain/progress/watched-ranges.ts';
import { subtractRanges } from '../../domain/progress/watch-credit.ts';
import type { SourceKind } from '../../domain/courses/recording-file.ts';

/**
 * Reports of what was watched, kept in the browser until the server confirms them: one entry per account, segment and window of the browser, so
 * that two windows never write over each other. Whoever opens the segment next, or the page of what is kept, sends what it finds.
 */

/** What the server is told. `event` names the report: the same one again changes nothing. */
export interface WatchReport {
  event: string;
  course: string;
  module: string;
  segment: string;
  way: 'video' | 'audio';
  source: SourceKind | null;
  lengthSeconds: number | null;
  /** Whole seconds of the segment; null: nothing played yet. */
  position: number | null;
  ranges: readonly Range[];
}

export type ReportStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

export interface ReportLine {
  storage: ReportStorage;
  post(body: string): Promise<Response>;
}

const browser = (): ReportLine => ({ storage: localStorage, post: postReport });

export const postReport = (body: string): Promise<Response> =>
  fetch(routes.watchReport(), { method: 'POST', body, headers: { 'content-type': 'application/json' } });

const PREFIX = 'pathways.watched.';

export const reportKey = (
  account: string,
  place: Pick<WatchReport, 'course' | 'module' | 'segment'>,
  window = '',
): string => `${PREFIX}${[account, place.course, place.module, place.segment, window].join('.')}`;

/** Reports that wait under keys that begin so, with their keys. What cannot be read is none. A browser without storage keeps none. */
export function keptReports(storage: ReportStorage, prefix: string): { key: string; report: WatchReport }[] {
  try {
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const report = parseReport(storage.getItem(key));
        return report ? [{ key, report }] : [];
      });
  } catch {
    return [];
  }
}

/** Keeps a report, or drops it where nothing of it is left to send. */
export function keepReport(storage: ReportStorage, key: string, report: WatchReport): void {
  try {
    if (report.ranges.length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(report));
  } catch {
    // A browser without storage (private mode, full disk) still reports every ten seconds.
  }
}

/** How many segments of this account have something that the server has not confirmed. */
export function countKeptReports(account: string, storage: ReportStorage = localStorage): number {
  const places = keptReports(storage, `${PREFIX}${account}.`).map(({ report }) => reportKey(account, report));
  return new Set(places).size;
}

/**
 * Sends what waits of this account, oldest keys first. What is confirmed leaves the browser; what the clock does not allow yet, or what the line
 * or the server refuses, stays. `waiting`: something stayed.
 */
export async function sendKeptReports(
  account: string,
  line: ReportLine = browser(),
): Promise<'sent' | 'waiting' | 'nothing'> {
  const kept = keptReports(line.storage, `${PREFIX}${account}.`);
  if (kept.length === 0) return 'nothing';
  let isAllSent = true;
  for (const { key, report } of kept) {
    const watched = await confirmed(line, report);
    // Another window may have gone on meanwhile.
    const now = parseReport(line.storage.getItem(key));
    if (!watched || !now) isAllSent &&= !now;
    else {
      const rest = { ...now, ranges: subtractRanges(now.ranges, watched) };
      keepReport(line.storage, key, rest);
      isAllSent &&= rest.ranges.length === 0;
    }
  }
  return isAllSent ? 'sent' : 'waiting';
}

async function confirmed(line: ReportLine, report: WatchReport): Promise<Range[] | null> {
  try {
    const response = await line.post(JSON.stringify(report));
    return response.ok ? ((await response.json()) as { watched: Range[] }).watched : null;
  } catch {
    return null;
  }
}

function parseReport(text: string | null): WatchReport | null {
  try {
    const report = JSON.parse(text ?? 'null') as WatchReport | null;
    if (typeof report?.event !== 'string' || !Array.isArray(report.ranges)) return null;
    const ranges = mergeRanges(report.ranges);
    return ranges.length > 0 ? { ...report, ranges } : null;
  } catch {
    return null;
  }
}

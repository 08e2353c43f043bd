import { parseClock } from './clock-time.ts';
import type { Chapter } from './course.ts';
import { isBlankMark, type TypedMark, type TypedSegment } from './segment-form.ts';
import type { SegmentProblemCode } from './segment-problems.ts';

export const LONGEST_TITLE = 200;
export const LONGEST_SUMMARY = 20_000;

/** What the form says of one segment, as far as it can be read. */
export interface ReadSegment {
  title: string;
  startSeconds: number | null;
  endSeconds: number | null;
  chapters: Chapter[];
}

export interface FieldProblem {
  field: string;
  code: SegmentProblemCode;
  count: number;
}

/**
 * Reads the title, the times and the marks of a segment. A window has both of its times, or none, and lasts a second or more; marks lie within
 * it, each at a second of its own, and come back in order.
 *
 * Worked example: from `1:00` to `2:00` with a mark at `0:40` is 60 to 120 with a mark at second 40; a mark at `1:00` lies outside.
 */
export function readSegment({ title, start, end, marks }: TypedSegment): {
  read: ReadSegment;
  problems: FieldProblem[];
} {
  const problems: FieldProblem[] = titleProblems('title', title, 'title-missing');
  const add = (field: string, code: SegmentProblemCode) => void problems.push({ field, code, count: 0 });
  const [startSeconds, endSeconds] = [parseTime(start), parseTime(end)];
  if (startSeconds === undefined) add('start', 'time-unreadable');
  else if (startSeconds === null && endSeconds !== null) add('start', 'time-missing');
  if (endSeconds === undefined) add('end', 'time-unreadable');
  else if (endSeconds === null && startSeconds !== null) add('end', 'time-missing');
  const window = { startSeconds: startSeconds ?? null, endSeconds: endSeconds ?? null };
  const length =
    window.startSeconds === null || window.endSeconds === null
      ? Infinity
      : window.endSeconds - window.startSeconds;
  if (length < 1) add('end', 'window-short');
  const found = readMarks(marks, Math.max(1, length));
  return {
    read: { title: title.trim(), ...window, chapters: found.chapters },
    problems: [...problems, ...found.problems],
  };
}

function readMarks(
  marks: readonly TypedMark[],
  lengthSeconds: number,
): { chapters: Chapter[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const chapters: Chapter[] = [];
  for (const [index, mark] of marks.entries()) {
    if (isBlankMark(mark)) continue;
    const at = parseTime(mark.at);
    const faultAt = (code: SegmentProblemCode) => {
      problems.push({ field: `mark.${index}.at`, code, count: 0 });
    };
    problems.push(...titleProblems(`mark.${index}.title`, mark.title, 'title-missing'));
    if (at === undefined) faultAt('time-unreadable');
    else if (at === null) faultAt('time-missing');
    else {
      if (at >= lengthSeconds) faultAt('mark-outside');
      if (chapters.some(({ atSeconds }) => atSeconds === at)) faultAt('mark-twice');
      chapters.push({ atSeconds: at, title: mark.title.trim() });
    }
  }
  return { chapters: chapters.sort((a, b) => a.atSeconds - b.atSeconds), problems };
}

function titleProblems(field: string, title: string, missing: SegmentProblemCode): FieldProblem[] {
  if (title.trim() === '') return [{ field, code: missing, count: 0 }];
  return title.length > LONGEST_TITLE ? [{ field, code: 'title-long', count: LONGEST_TITLE }] : [];
}

/** Null: none was typed; undefined: what was typed is no time. */
function parseTime(typed: string): number | null | undefined {
  return typed.trim() === '' ? null : (parseClock(typed) ?? undefined);
}

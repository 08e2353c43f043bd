import { clockText } from './clock-time.ts';
import type { Segment } from './course.ts';
import { summaryText } from './written-summary.ts';

/** A chapter mark as somebody types it: a second of the segment, and what begins there. */
export interface TypedMark {
  at: string;
  title: string;
}

/** A segment as the form of a recording holds it. */
export interface TypedSegment {
  /** Key of its module. */
  module: string;
  /** Empty: a new one, which gets its key when it is published. */
  key: string;
  title: string;
  start: string;
  end: string;
  marks: TypedMark[];
  /** The written stand-in of a segment that was added in the product; empty for one of the course's files. */
  summary: string;
  remove: boolean;
}

const MOST_FIELDS = 5_000;

/** A segment as its form shows it; reading that gives the same segment again. */
export function typedSegment(
  moduleKey: string,
  { key, title, startSeconds, endSeconds, chapters = [], standIn }: Segment,
  isAdded: boolean,
): TypedSegment {
  return {
    module: moduleKey,
    key,
    title,
    start: startSeconds === null ? '' : clockText(startSeconds),
    end: endSeconds === null ? '' : clockText(endSeconds),
    marks: chapters.map((mark) => ({ at: clockText(mark.atSeconds), title: mark.title })),
    summary: isAdded ? summaryText(standIn.html) : '',
    remove: false,
  };
}

export const blankSegment = (module: string): TypedSegment => ({
  module,
  key: '',
  title: '',
  start: '',
  end: '',
  marks: [],
  summary: '',
  remove: false,
});

/** A line for a mark into which nothing was typed, or that was cleared: no mark. */
export const isBlankMark = ({ at, title }: TypedMark) => at.trim() === '' && title.trim() === '';

/** Blank lines behind the marks of a form, so that there are always some to write into. */
export const blankMarks = (marks: readonly TypedMark[]): TypedMark[] =>
  Array.from({ length: Math.max(0, 2 - marks.filter(isBlankMark).length) }, () => ({ at: '', title: '' }));

/** Nothing was typed into the fields of a new segment. */
export const isBlankSegment = ({ key, title, start, end, marks, summary }: TypedSegment): boolean =>
  key === '' && [title, start, end, summary].every((text) => text.trim() === '') && marks.every(isBlankMark);

/**
 * The segments that a form holds, in its order: fields `segment.0.title`, marks `segment.0.mark.0.at`. Lines that were left blank are in it, so
 * that a fault is found again by its place. Nothing is cut: what is too long is refused by whoever reads it.
 */
export function segmentsFromForm(entries: Iterable<readonly [string, unknown]>): TypedSegment[] {
  const found = new Map<number, Map<string, string>>();
  for (const [name, value] of [...entries].slice(0, MOST_FIELDS)) {
    const [, index, field] = /^segment\.(\d{1,3})\.([a-z0-9.]+)$/.exec(name) ?? [];
    if (!field || typeof value !== 'string') continue;
    const fields = found.get(Number(index)) ?? new Map<string, string>();
    // Postgres keeps no NUL in a text, and nobody types one.
    found.set(Number(index), fields.set(field, value.replaceAll('\0', '')));
  }
  return [...found].sort(([a], [b]) => a - b).map(([, fields]) => fromFields(fields));
}

function fromFields(fields: ReadonlyMap<string, string>): TypedSegment {
  const text = (name: string) => fields.get(name) ?? '';
  const places = [...fields.keys()].flatMap((name) => /^mark\.(\d{1,3})\.at$/.exec(name)?.[1] ?? []);
  return {
    module: text('module'),
    key: text('key'),
    title: text('title'),
    start: text('start'),
    end: text('end'),
    marks: places
      .sort((a, b) => Number(a) - Number(b))
      .map((place) => ({ at: text(`mark.${place}.at`), title: text(`mark.${place}.title`) })),
    summary: text('summary'),
    remove: fields.has('remove'),
  };
}

/**
 * Captions of a segment, which are its transcript too: WebVTT (W3C) in seconds of the segment. What we keep is plain text with times; tags, styles and
 * places on the screen are dropped, so that captions can be read by anything and do nothing.
 */

export interface Cue {
  startSeconds: number;
  endSeconds: number;
  /** Plain; may have several lines. */
  text: string;
}

export const CAPTION_PROBLEMS = ['time', 'no-time', 'end-before-start', 'no-cues', 'too-many'] as const;
export type CaptionProblemCode = (typeof CAPTION_PROBLEMS)[number];

export interface CaptionProblem {
  code: CaptionProblemCode;
  /** Counted from 1. */
  line: number;
}

export const MOST_CUES = 5_000;

const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
const TIMES = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s.*)?$`);
const ARROW = '-->';

/**
 * Reads WebVTT, and SubRip too (comma in its times, a number before each cue, no first line). A byte order mark, any line ends and missing hours are
 * fine; comments and styles are passed over, cues without text left out. Worked example: `WEBVTT`, an empty line, `00:01.500 --> 00:04.000` and
 * `<v Guo>Steel &amp; iron` is one cue from 1.5 to 4 s: "Steel & iron". What can't be understood is told with its line.
 */
export function parseCaptions(text: string): { cues: Cue[]; problems: CaptionProblem[] } {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', '')
    .split(/\r\n|\r|\n/);
  const cues: Cue[] = [];
  const problems: CaptionProblem[] = [];
  let at = /^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '') ? endOfBlock(lines, 0) : 0;
  while (at < lines.length) {
    if ((lines[at] ?? '').trim() === '') {
      at += 1;
      continue;
    }
    const end = endOfBlock(lines, at);
    readBlock(lines, { at, end }, cues, problems);
    at = end;
  }
  if (cues.length === 0 && problems.length === 0) problems.push({ code: 'no-cues', line: 1 });
  if (cues.length > MOST_CUES) problems.push({ code: 'too-many', line: lines.length });
  return { cues: cues.toSorted((a, b) => a.startSeconds - b.startSeconds), problems };
}

/** A block ends at an empty line. */
function endOfBlock(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && (lines[end] ?? '').trim() !== '') end += 1;
  return end;
}

/** One cue, or several when somebody forgot the empty line between them. */
function readBlock(
  lines: readonly string[],
  block: { at: number; end: number },
  cues: Cue[],
  problems: CaptionProblem[],
): void {
  const isTimes = (index: number) => (lines[index] ?? '').includes(ARROW);
  const times = Array.from({ length: block.end - block.at }, (_, index) => block.at + index).filter(isTimes);
  const [first] = times;
  if (first === undefined) {
    if (!/^(NOTE|STYLE|REGION)(\s|$)/.test(lines[block.at] ?? ''))
      problems.push({ code: 'no-time', line: block.at + 1 });
    return;
  }
  for (const [index, line] of times.entries()) {
    const next = times[index + 1];
    // The number of the next cue is not said in this one.
    const isNumbered = next !== undefined && /^\s*\d+\s*$/.test(lines[next - 1] ?? '') && next - 1 > line;
    const end = next === undefined ? block.end : isNumbered ? next - 1 : next;
    const cue = readCue(lines[line] ?? '', lines.slice(line + 1, end));
    if (typeof cue === 'string') problems.push({ code: cue, line: line + 1 });
    else if (cue.text !== '') cues.push(cue);
  }
}

function readCue(times: string, text: readonly string[]): Cue | CaptionProblemCode {
  const found = TIMES.exec(times);
  if (!found) return 'time';
  const [startSeconds, endSeconds] = [secondsOf(found.slice(1, 5)), secondsOf(found.slice(5, 9))];
  if (startSeconds === null || endSeconds === null) return 'time';
  if (endSeconds <= startSeconds) return 'end-before-start';
  return { startSeconds, endSeconds, text: text.map(plain).filter(Boolean).join('\n') };
}

function secondsOf([hours = '0', minutes = '0', seconds = '0', part = '0']: (string | undefined)[]):
  number | null {
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return (whole * 1000 + Number(part.padEnd(3, '0'))) / 1000;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '\u200E',
  rlm: '\u200F',
  quot: '"',
};

const plain = (line: string): string =>
  line
    .replace(/<[^>]*>/g, '')
    .replace(/\{\\[^}]*\}/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .trim();

const two = (value: number) => String(value).padStart(2, '0');

/** A moment as WebVTT writes it: 3725.5 s is `01:02:05.500`. */
export function captionTime(seconds: number): string {
  const all = Math.round(seconds * 1000);
  const [whole, part] = [Math.floor(all / 1000), all % 1000];
  const clock = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(two).join(':');
  return `${clock}.${String(part).padStart(3, '0')}`;
}

/** WebVTT of cues; `parseCaptions` gives the same cues back. */
export function writeCaptions(cues: readonly Cue[]): string {
  const escaped = (text: string) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/\n\s*\n/g, '\n');
  return [
    'WEBVTT\n',
    ...cues.map(
      ({ startSeconds, endSeconds, text }) =>
        `${captionTime(startSeconds)} ${ARROW} ${captionTime(endSeconds)}\n${escaped(text)}\n`,
    ),
  ].join('\n');
}

/**
 * Moves all cues by so many seconds. What would end before the segment begins is left out, what would begin before begins with it. Worked example: 1-4 s
 * moved by -2 is 0-2 s.
 */
export const shiftCaptions = (cues: readonly Cue[], seconds: number): Cue[] =>
  cues
    .map((cue) => ({
      ...cue,
      startSeconds: Math.max(0, Math.round((cue.startSeconds + seconds) * 1000) / 1000),
      endSeconds: Math.round((cue.endSeconds + seconds) * 1000) / 1000,
    }))
    .filter(({ startSeconds, endSeconds }) => endSeconds > startSeconds);

const PARAGRAPH_PAUSE_SECONDS = 2;

/** The transcript as text to read: a line for each cue, an empty line where nothing is said for two seconds. */
export function transcriptOf(cues: readonly Cue[]): string {
  const said = cues.map(({ text, startSeconds }, index) => {
    const before = cues[index - 1];
    const pauses = before && startSeconds - before.endSeconds >= PARAGRAPH_PAUSE_SECONDS;
    return `${pauses ? '\n' : ''}${text.replaceAll('\n', ' ')}\n`;
  });
  return said.join('');
}

/** A language as captions name it (BCP 47): `pt-br` is `pt-BR`. Null: it is none. */
export function languageTag(text: string): string | null {
  const tag = text.trim().replaceAll('_', '-');
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

import { stringify } from 'yaml';
import type { Picture } from '#lib/domain/questions/hotspot.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { ContentProblem } from './problems.ts';
import { watchFault, type WatchableSegment } from './check-question.ts';
import { buildQuestion, checkOwnFields, questionEntry, toEntry } from './questions/registry.ts';
import { readYaml } from './yaml-file.ts';

/** A question as somebody types it: what all questions have in fields of its own, the rest as authors write it. */
export interface TypedQuestion {
  prompt: string;
  explanation: string;
  points: string;
  rest: string;
}

/** `line` is that of the rest, from 1; 0 for a fault of one of the other fields, which the message names first. */
export interface TypedProblem {
  line: number;
  message: string;
}

export type ReadQuestion =
  { document: QuestionDocument; problems: [] } | { document: null; problems: TypedProblem[] };

/** In fields of their own. */
const FIELDS = ['prompt', 'explanation', 'points'];
/** Where a question belongs. No correction changes it. */
const FIXED = ['key', 'type', 'objective', 'section', 'facts'];

const LONGEST_LINE = 100;

/** A published question as the form shows it; reading that gives the same question again. */
export function typedQuestion(question: QuestionDocument): TypedQuestion {
  const { prompt, explanation, points } = question;
  const own = Object.entries(toEntry(question)).filter(([name]) => ![...FIELDS, ...FIXED].includes(name));
  return {
    prompt,
    explanation,
    points: String(points),
    rest: stringify(Object.fromEntries(own), { lineWidth: LONGEST_LINE }),
  };
}

/**
 * Reads a correction of a question by the rules of the files, except that its numbers need not stand in a cited fact: the facts are the authors'
 * matter. Key, type and the places of the reading to which it points stay as they are; a second of a segment of the module can be set.
 */
export function readTypedQuestion(
  old: QuestionDocument,
  typed: TypedQuestion,
  segments: readonly WatchableSegment[],
): ReadQuestion {
  const problems: ContentProblem[] = [];
  const head = headOf(old, typed);
  // The lines of the rest are counted from 1, so those of the head are 0 and less.
  const text = [...head, typed.rest.replaceAll('\r\n', '\n')].join('\n');
  const entry = readYaml('', text, questionEntry, problems, 1 - head.length);
  const pictures = pictureOf(old);
  if (entry)
    checkOwnFields(entry.value, {
      prompt: entry.value.prompt,
      pictures,
      fault: (place, message) => problems.push({ file: '', line: entry.lineOf(place), message }),
      numbers: () => undefined,
      unique(field, keys) {
        for (const [at, key] of keys.entries())
          if (keys.indexOf(key) < at)
            problems.push({ file: '', line: entry.lineOf([field, at]), message: `${key} stands twice` });
      },
    });
  const lost = entry?.value.watch && watchFault(entry.value.watch, segments);
  if (entry && lost) problems.push({ file: '', line: entry.lineOf(['watch']), message: lost });
  if (!entry || problems.length > 0)
    return {
      document: null,
      problems: problems.map(({ line, message }) => ({ line: Math.max(0, line), message })),
    };
  return { document: buildQuestion(entry.value, pictures), problems: [] };
}

/** What the form keeps apart, a line each: JSON is YAML. */
function headOf(old: QuestionDocument, { prompt, explanation, points }: TypedQuestion): string[] {
  const fixed = Object.entries(toEntry(old)).filter(([name]) => FIXED.includes(name));
  const number = Number(points.trim().replace(',', '.'));
  const given = { prompt, explanation, points: points.trim() && Number.isFinite(number) ? number : points };
  return [...fixed, ...Object.entries(given)].map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
}

/** The picture that the question has, by the name that `toEntry` gives it. */
function pictureOf(question: QuestionDocument) {
  const own: Picture | null = 'picture' in question ? question.picture : null;
  return (file: string) => {
    if (own?.hash !== file) return null;
    const { alt: _alt, ...picture } = own;
    return picture;
  };
}

import { clockText } from '#lib/domain/courses/clock-time.ts';
import type { Segment } from '#lib/domain/courses/course.ts';
import { windowLength } from '#lib/domain/courses/segment-edit.ts';
import { checkCited, checkNumbers, checkUnique, report, type CheckContext } from './check-context.ts';
import type { Pictures, Place } from './questions/form.ts';
import { checkOwnFields, type QuestionEntry } from './questions/registry.ts';
import type { QuizFile } from './schema.ts';
import type { Located } from './yaml-file.ts';

/** What a pointer into a segment is held against. */
export type WatchableSegment = Pick<Segment, 'key' | 'startSeconds' | 'endSeconds'>;

interface Known {
  sectionKeys: ReadonlySet<string>;
  objectiveKeys: ReadonlySet<string>;
  segments: readonly WatchableSegment[];
  /** Beginning of the module's own fact ids. */
  ownFacts: string;
  pictures: Pictures;
}

/** The rules of one question: it points at things that exist, has a right and a wrong answer, and its numbers are cited. */
export function checkQuestion(
  context: CheckContext,
  quiz: Located<QuizFile>,
  index: number,
  question: QuestionEntry,
  known: Known,
): void {
  const { key, facts = [] } = question;
  const place = (field: Place) => ({
    file: quiz,
    path: ['questions', index, ...field],
    what: `question ${key}`,
  });
  const fault = (field: Place, message: string, factId?: string) =>
    report(context, quiz, place(field).path, `question ${key}: ${message}`, factId);
  checkPointers(question, known, fault);
  if (facts.length === 0) return fault([], 'facts is missing');
  checkCited(context, place(['facts']), facts);
  for (const id of facts)
    if (context.facts.has(id) && !id.startsWith(known.ownFacts) && !id.startsWith('cf-'))
      fault(['facts'], `fact ${id} belongs to another module`, id);

  const numbers = (field: Place, text: string, allowed: readonly string[] = []) =>
    checkNumbers(context, place(field), text, facts, allowed);
  numbers(['prompt'], question.prompt, question.type === 'true-false' ? question.decoys : []);
  numbers(['explanation'], question.explanation);
  checkOwnFields(question, {
    prompt: question.prompt,
    pictures: known.pictures,
    fault,
    numbers,
    unique: (field, keys) =>
      checkUnique(
        context,
        keys.map((one, at) => ({ ...place([field, at]), key: one })),
      ),
  });
}

function checkPointers(
  { objective, section, explanation, watch }: QuestionEntry,
  { objectiveKeys, sectionKeys, segments }: Known,
  fault: (field: Place, message: string) => void,
): void {
  if (objective === undefined) fault([], 'objective is missing');
  else if (!objectiveKeys.has(objective)) fault(['objective'], `objective ${objective} does not exist`);
  if (section === undefined) fault([], 'section is missing');
  else if (!sectionKeys.has(section)) fault(['section'], `section ${section} does not exist`);
  const lost = watch && watchFault(watch, segments);
  if (lost) fault(['watch'], lost);
  if (explanation.trim() === '') fault([], 'explanation is missing');
}

/** What is wrong with a pointer into a segment; null: it exists, and the second lies within it as far as its length is known. */
export function watchFault(
  { segment, at }: NonNullable<QuestionEntry['watch']>,
  segments: readonly WatchableSegment[],
): string | null {
  const found = segments.find(({ key }) => key === segment);
  if (!found) return `segment ${segment} does not exist`;
  const length = windowLength(found);
  return length !== null && at >= length
    ? `second ${clockText(at)} is behind the end of segment ${segment}`
    : null;
}

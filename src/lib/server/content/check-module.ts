import { clockText } from '#lib/domain/courses/clock-time.ts';
import {
  checkCited,
  checkNumbers,
  checkNumbersOfAny,
  checkUnique,
  report,
  type CheckContext,
} from './check-context.ts';
import { checkQuestion } from './check-question.ts';
import { checkReading } from './check-reading.ts';
import type { AuthoredModule, CourseParts } from './read-course.ts';
import type { ModuleFile } from './schema.ts';

const LEAST_QUESTIONS = 12;
const LEAST_TYPES = 4;

/** The rules of one module: what it points at exists, its figures are cited, its bank is large and mixed enough. */
export function checkModule(parts: CourseParts, authored: AuthoredModule, context: CheckContext): void {
  const { module, quiz } = authored;
  const { value } = module;
  if (parts.experts && !parts.experts.value.experts.some(({ key }) => key === value.lecturer))
    report(context, module, ['lecturer'], `expert ${value.lecturer} is not in experts.yaml`);
  for (const field of ['objectives', 'keyFigures'] as const)
    checkUnique(
      context,
      value[field].map(({ key }, index) => ({ key, file: module, path: [field, index, 'key'] })),
    );
  checkTexts(authored, context);
  checkFigures(authored, context);
  checkSegments(parts, authored, context);
  for (const section of authored.sections.values())
    checkReading(context, section, (id) => id.startsWith(`${value.key}-`) || id.startsWith('cf-'));
  for (const [index, { key }] of value.objectives.entries())
    if (!quiz.value.questions.some(({ objective }) => objective === key))
      report(context, module, ['objectives', index], `objective ${key} has no question`);
  for (const file of authored.unlisted)
    context.warnings.push({
      file: module.file.replace(/module\.yaml$/, file),
      line: 1,
      message: 'module.yaml does not name this file, so nobody sees it',
    });
  checkBank(authored, context);
}

/** Words without facts of their own: their numbers must stand in some fact of the module or the course. */
function checkTexts({ module, facts }: AuthoredModule, context: CheckContext): void {
  const { value } = module;
  const ids = [
    ...facts.value.map(({ id }) => id),
    ...[...context.facts.keys()].filter((id) => id.startsWith('cf-')),
  ];
  const texts: { path: (string | number)[]; what: string; text: string }[] = [
    { path: ['title'], what: 'title', text: value.title },
    { path: ['shortTitle'], what: 'shortTitle', text: value.shortTitle },
    { path: ['summary'], what: 'summary', text: value.summary },
    ...value.objectives.map(({ key, text }, index) => ({
      path: ['objectives', index, 'text'],
      what: `objective ${key}`,
      text,
    })),
    ...value.segments.map(({ key, title }, index) => ({
      path: ['segments', index, 'title'],
      what: `segment ${key}`,
      text: title,
    })),
    ...value.segments.flatMap(({ key, chapters }, index) =>
      chapters.map(({ title }, place) => ({
        path: ['segments', index, 'chapters', place, 'title'],
        what: `segment ${key}`,
        text: title,
      })),
    ),
  ];
  for (const { path, what, text } of texts)
    checkNumbersOfAny(context, { file: module, path, what }, text, ids);
}

/** A key figure says nothing that its facts do not, and a drawing shows the same as its number. */
function checkFigures({ module }: AuthoredModule, context: CheckContext): void {
  for (const [index, figure] of module.value.keyFigures.entries()) {
    const place = { file: module, path: ['keyFigures', index], what: `key figure ${figure.key}` };
    const { drawing } = figure;
    checkCited(context, place, figure.facts);
    checkNumbers(context, place, `${figure.value} ${figure.unit} ${figure.caption}`, figure.facts);
    if (drawing?.type === 'bars') {
      const drawn = drawing.bars.map(({ label, value }) => `${label} ${value}`).join(' ');
      checkNumbers(context, place, drawn, figure.facts);
    }
    if (drawing?.type === 'share') {
      checkNumbers(context, place, `${drawing.part}`, figure.facts);
      checkNumbers(context, place, `${drawing.whole}`, figure.facts, ['100']);
      const drawn = (drawing.part / drawing.whole) * 100;
      if (figure.unit === '%' && !(Math.abs(Number(figure.value) - drawn) < 1e-9))
        report(context, module, place.path, `${place.what}: the drawing does not show ${figure.value} %`);
    }
  }
}

function checkSegments(
  parts: CourseParts,
  { module, sections }: AuthoredModule,
  context: CheckContext,
): void {
  const { segments } = module.value;
  const recordings = parts.course?.value.recordings.map(({ key }) => key);
  const keyOf = (file: string) => sections.get(file)?.value.key ?? '';
  // Sections and segments are places of one page, and a learner's marks know a section by its key.
  checkUnique(context, [
    ...module.value.sections.map((file, index) => ({
      key: keyOf(file),
      file: module,
      path: ['sections', index],
    })),
    ...segments.map(({ key }, index) => ({ key, file: module, path: ['segments', index, 'key'] })),
  ]);
  for (const [index, { recording, standIn, ...segment }] of segments.entries()) {
    checkMarks(segment, (place, message) =>
      report(context, module, ['segments', index, 'chapters', place], `segment ${segment.key}: ${message}`),
    );
    if (recordings && !recordings.includes(recording))
      report(
        context,
        module,
        ['segments', index, 'recording'],
        `recording ${recording} is not in course.yaml`,
      );
    const section = sections.get(standIn);
    const [first] = section?.reading.blocks ?? [];
    if (section && !/\bwritten summary\b/i.test(first?.text ?? ''))
      context.problems.push({
        file: section.file,
        line: (first?.line ?? 1) + section.offset,
        message: 'the first paragraph of a stand-in must say that it is a written summary',
      });
  }
}

/** Marks stand in order, each at a second of its own, within the segment where its length is known. */
function checkMarks(
  { start, end, chapters }: Pick<ModuleFile['segments'][number], 'start' | 'end' | 'chapters'>,
  fault: (place: number, message: string) => void,
): void {
  const length = start === null || end === null ? Infinity : end - start;
  for (const [place, { at }] of chapters.entries()) {
    if (at >= length) fault(place, `the mark at ${clockText(at)} is behind its end`);
    if (at <= (chapters[place - 1]?.at ?? -1))
      fault(place, `the mark at ${clockText(at)} is not behind the one before`);
  }
}

function checkBank({ quiz, module, sections, pictures }: AuthoredModule, context: CheckContext): void {
  const { questions } = quiz.value;
  const fault = (message: string) => report(context, quiz, ['questions'], message);
  if (questions.length < LEAST_QUESTIONS)
    fault(`${questions.length} questions; at least ${LEAST_QUESTIONS} are needed`);
  const types = new Set(questions.map(({ type }) => type));
  if (types.size < LEAST_TYPES) fault(`${types.size} types of question; at least ${LEAST_TYPES} are needed`);
  if (!types.has('numeric')) fault('a numeric question with a unit is needed');
  const known = {
    sectionKeys: new Set(module.value.sections.map((file) => sections.get(file)?.value.key ?? '')),
    objectiveKeys: new Set(module.value.objectives.map(({ key }) => key)),
    segments: module.value.segments.map(({ key, start, end }) => ({
      key,
      startSeconds: start,
      endSeconds: end,
    })),
    ownFacts: `${module.value.key}-`,
    pictures: (file: string) => pictures.get(file) ?? null,
  };
  for (const [index, question] of questions.entries()) checkQuestion(context, quiz, index, question, known);
}

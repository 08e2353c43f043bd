import { checkCited, checkNumbers, checkReading, unique, type CheckContext } from './check-course.ts';
import { checkQuestion } from './check-question.ts';
import type { AuthoredCourse, AuthoredModule } from './read-course.ts';

const LEAST_QUESTIONS = 12;
const LEAST_TYPES = 4;

/** The rules of one module: what it points at exists, its figures are cited, its bank is large and mixed enough. */
export function checkModule(course: AuthoredCourse, authored: AuthoredModule, context: CheckContext): void {
  const { module, quiz } = authored;
  const { value } = module;
  const report = (path: (string | number)[], message: string) =>
    context.problems.push({ file: module.file, line: module.lineOf(path), message });

  if (!course.experts.value.experts.some(({ key }) => key === value.lecturer))
    report(['lecturer'], `expert ${value.lecturer} is not in experts.yaml`);
  unique(
    module,
    value.objectives.map(({ key }) => key),
    (index) => ['objectives', index, 'key'],
    context.problems,
  );
  unique(
    module,
    value.keyFigures.map(({ key }) => key),
    (index) => ['keyFigures', index, 'key'],
    context.problems,
  );
  const prefix = `${value.key}-`;
  for (const [index, fact] of authored.facts.value.entries())
    if (!fact.id.startsWith(prefix))
      context.problems.push({
        file: authored.facts.file,
        line: authored.facts.lineOf([index, 'id']),
        message: `fact ${fact.id} must begin with ${prefix}`,
      });
  checkFigures(authored, context);
  checkSegments(course, authored, context);
  for (const section of authored.sections.values()) checkReading(context, section);

  const own = authored.facts.value.map(({ id }) => id);
  checkNumbers(context, module, ['summary'], 'summary', value.summary, own);
  for (const [index, { key, text }] of value.objectives.entries()) {
    checkNumbers(context, module, ['objectives', index, 'text'], `objective ${key}`, text, own);
    if (!quiz.value.questions.some(({ objective }) => objective === key))
      report(['objectives', index], `objective ${key} has no question`);
  }
  checkBank(authored, context);
}

function checkFigures({ module }: AuthoredModule, context: CheckContext): void {
  for (const [index, figure] of module.value.keyFigures.entries()) {
    const path = ['keyFigures', index];
    checkCited(context, module, [...path, 'facts'], figure.facts);
    const drawn =
      figure.drawing?.type === 'share'
        ? `${figure.drawing.part}`
        : (figure.drawing?.bars ?? []).map(({ label, value }) => `${label} ${value}`).join(' ');
    const text = `${figure.value} ${figure.unit} ${figure.caption} ${drawn}`;
    checkNumbers(context, module, path, `key figure ${figure.key}`, text, figure.facts);
  }
}

function checkSegments(
  course: AuthoredCourse,
  { module, sections }: AuthoredModule,
  context: CheckContext,
): void {
  const { segments } = module.value;
  unique(
    module,
    segments.map(({ key }) => key),
    (index) => ['segments', index, 'key'],
    context.problems,
  );
  const keys = module.value.sections.map((file) => sections.get(file)?.value.key ?? '');
  unique(module, keys, (index) => ['sections', index], context.problems);
  for (const [index, segment] of segments.entries()) {
    const report = (message: string) =>
      context.problems.push({ file: module.file, line: module.lineOf(['segments', index]), message });
    if (keys.includes(segment.key)) report(`${segment.key} is the key of a section and of a segment`);
    if (!course.course.value.recordings.some(({ key }) => key === segment.recording))
      report(`recording ${segment.recording} is not in course.yaml`);
    if (segment.end !== null && segment.end <= (segment.start ?? 0)) report('end must be later than start');
    const standIn = sections.get(segment.standIn);
    if (standIn && !/summary/i.test(standIn.reading.html))
      context.problems.push({
        file: standIn.file,
        line: 1,
        message: 'a stand-in must say that it is a written summary',
      });
  }
}

function checkBank({ quiz, module, sections }: AuthoredModule, context: CheckContext): void {
  const { questions } = quiz.value;
  const report = (message: string) =>
    context.problems.push({ file: quiz.file, line: quiz.lineOf(['questions']), message });
  unique(
    quiz,
    questions.map(({ key }) => key),
    (index) => ['questions', index, 'key'],
    context.problems,
  );
  if (questions.length < LEAST_QUESTIONS)
    report(`${questions.length} questions; at least ${LEAST_QUESTIONS} are needed`);
  const types = new Set(questions.map(({ type }) => type));
  if (types.size < LEAST_TYPES) report(`${types.size} types of question; at least ${LEAST_TYPES} are needed`);
  if (!types.has('numeric')) report('a numeric question with a unit is needed');
  const sectionKeys = new Set(module.value.sections.map((file) => sections.get(file)?.value.key ?? ''));
  const objectiveKeys = new Set(module.value.objectives.map(({ key }) => key));
  for (const [index, question] of questions.entries())
    checkQuestion(context, quiz, index, question, { sectionKeys, objectiveKeys });
}

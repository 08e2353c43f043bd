import { checkCited, checkNumbers, checkUnique, report, type CheckContext } from './check-context.ts';
import { normaliseNumber, numbersIn } from './numbers.ts';
import type { QuestionEntry, QuizFile } from './schema.ts';
import type { Located } from './yaml-file.ts';

interface Known {
  sectionKeys: ReadonlySet<string>;
  objectiveKeys: ReadonlySet<string>;
  /** Beginning of the module's own fact ids. */
  ownFacts: string;
}

/** The rules of one question: it points at things that exist, has a right and a wrong answer, and its numbers are cited. */
export function checkQuestion(
  context: CheckContext,
  quiz: Located<QuizFile>,
  index: number,
  question: QuestionEntry,
  known: Known,
): void {
  const { key, facts } = question;
  const place = (...field: (string | number)[]) => ({
    file: quiz,
    path: ['questions', index, ...field],
    what: `question ${key}`,
  });
  const fault = (field: string, message: string, factId?: string) =>
    report(context, quiz, place(field).path, `question ${key}: ${message}`, factId);
  if (!known.objectiveKeys.has(question.objective))
    fault('objective', `objective ${question.objective} does not exist`);
  if (!known.sectionKeys.has(question.section))
    fault('section', `section ${question.section} does not exist`);
  checkCited(context, place('facts'), facts);
  for (const id of facts)
    if (context.facts.has(id) && !id.startsWith(known.ownFacts) && !id.startsWith('cf-'))
      fault('facts', `fact ${id} belongs to another module`, id);

  const numbers = (field: (string | number)[], text: string, allowed: readonly string[] = []) =>
    checkNumbers(context, place(...field), text, facts, allowed);
  numbers(['prompt'], question.prompt, question.type === 'true-false' ? question.decoys : []);
  numbers(['explanation'], question.explanation);
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return checkOptions(context, question, { place, fault, numbers });
    case 'true-false':
      return checkStatement(question, fault);
    case 'numeric':
      return checkNumeric(question, { fault, numbers });
    case 'ordering':
      for (const [item, { text }] of question.items.entries()) numbers(['items', item], text);
      return checkUnique(
        context,
        question.items.map((item, at) => ({ ...place('items', at), key: item.key })),
      );
  }
}

type Of<Type> = Extract<QuestionEntry, { type: Type }>;
type Fault = (field: string, message: string) => void;
type Numbers = (field: (string | number)[], text: string) => void;

/** Wrong options may hold any number: that is what makes them wrong. */
function checkOptions(
  context: CheckContext,
  { type, options }: Of<'single-choice' | 'multiple-choice'>,
  tools: {
    place: (...field: (string | number)[]) => { file: Located<unknown>; path: (string | number)[] };
    fault: Fault;
    numbers: Numbers;
  },
): void {
  for (const [index, { text, correct }] of options.entries())
    if (correct) tools.numbers(['options', index], text);
  const right = options.filter(({ correct }) => correct).length;
  if (type === 'single-choice' && right !== 1) tools.fault('options', 'exactly one option must be correct');
  if (type === 'multiple-choice' && (right === 0 || right === options.length))
    tools.fault('options', 'a right and a wrong option are needed');
  checkUnique(
    context,
    options.map(({ key }, index) => ({ ...tools.place('options', index), key })),
  );
}

function checkStatement({ answer, decoys, prompt }: Of<'true-false'>, fault: Fault): void {
  if (answer && decoys.length > 0) fault('decoys', 'only a false statement may hold wrong numbers');
  const stated = numbersIn(prompt);
  for (const decoy of decoys)
    if (!stated.includes(normaliseNumber(decoy))) fault('decoys', `the decoy ${decoy} is not in the prompt`);
}

function checkNumeric(question: Of<'numeric'>, tools: { fault: Fault; numbers: Numbers }): void {
  const { answer, units, prompt } = question;
  tools.numbers(['answer'], String(answer.value));
  const own = units.find(({ unit }) => unit === answer.unit);
  if (own?.factor !== 1)
    tools.fault('units', `the unit of the answer (${answer.unit}) must be accepted with factor 1`);
  const names = units.flatMap(({ unit, aliases }) => [unit, ...aliases]).map((name) => name.toLowerCase());
  for (const name of new Set(names))
    if (names.indexOf(name) !== names.lastIndexOf(name))
      tools.fault('units', `the unit ${name} stands twice`);
  const asked = prompt.toLowerCase();
  if (![answer.unit, ...(own?.aliases ?? [])].some((name) => asked.includes(name.toLowerCase())))
    tools.fault('prompt', `the prompt does not say the unit (${answer.unit})`);
}

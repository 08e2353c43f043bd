import { checkCited, checkNumbers, unique, type CheckContext } from './check-course.ts';
import type { QuestionEntry, QuizFile } from './schema.ts';
import type { Located } from './yaml-file.ts';

/** The rules of one question: it points at things that exist, has a right and a wrong answer, and its numbers are cited. */
export function checkQuestion(
  context: CheckContext,
  quiz: Located<QuizFile>,
  index: number,
  question: QuestionEntry,
  known: { sectionKeys: ReadonlySet<string>; objectiveKeys: ReadonlySet<string> },
): void {
  const path = ['questions', index];
  const report = (field: string, message: string) =>
    context.problems.push({
      file: quiz.file,
      line: quiz.lineOf([...path, field]),
      message: `question ${question.key}: ${message}`,
    });
  if (!known.objectiveKeys.has(question.objective))
    report('objective', `objective ${question.objective} does not exist`);
  if (!known.sectionKeys.has(question.section))
    report('section', `section ${question.section} does not exist`);
  checkCited(context, quiz, [...path, 'facts'], question.facts);

  const numbers = (field: string, text: string, allowed: readonly string[] = []) =>
    checkNumbers(context, quiz, [...path, field], `question ${question.key}`, text, question.facts, allowed);
  numbers('explanation', question.explanation);
  const parts = partsOf(question);
  numbers('prompt', question.prompt, question.type === 'true-false' ? question.decoys : []);
  if (question.type === 'true-false' && question.decoys.length > 0 && question.answer)
    report('decoys', 'only a false statement may hold wrong numbers');
  if (question.type === 'numeric') {
    numbers('answer', String(question.answer.value));
    if (!question.units.some(({ unit, factor }) => unit === question.answer.unit && factor === 1))
      report('units', `the unit of the answer (${question.answer.unit}) must be accepted with factor 1`);
  }
  if (question.type === 'single-choice' || question.type === 'multiple-choice') {
    const right = question.options.filter(({ correct }) => correct);
    for (const { text } of right) numbers('options', text);
    if (question.type === 'single-choice' && right.length !== 1)
      report('options', 'exactly one option must be correct');
    if (right.length === 0 || right.length === question.options.length)
      report('options', 'a right and a wrong option are needed');
  }
  if (question.type === 'ordering') for (const { text } of question.items) numbers('items', text);
  unique(
    quiz,
    parts,
    (part) => [...path, question.type === 'ordering' ? 'items' : 'options', part],
    context.problems,
  );
}

function partsOf(question: QuestionEntry): string[] {
  if (question.type === 'ordering') return question.items.map(({ key }) => key);
  return 'options' in question ? question.options.map(({ key }) => key) : [];
}

import type { QuestionDocument } from '../../domain/questions/question.ts';
import { gradeAnswer, rightAnswer } from '../../domain/questions/registry.ts';

/** Answers as a demo learner gives them, in the form the page sends. */

export { rightAnswer };

/** Of some answers that are not right, the one that gets least. */
export function wrongAnswer(question: QuestionDocument): unknown {
  const [least] = possibleAnswers(question).sort(
    (a, b) => gradeAnswer(question, a) - gradeAnswer(question, b),
  );
  return least;
}

function possibleAnswers(question: QuestionDocument): unknown[] {
  switch (question.type) {
    case 'single-choice':
      return question.options.map(({ key }) => key);
    case 'multiple-choice':
      return [question.options.map(({ key }) => key).filter((key) => !question.correctKeys.includes(key))];
    case 'hotspot':
      return question.regions.map(({ key }) => [key]);
    case 'true-false':
      return [!question.answer];
    case 'numeric':
      return [{ typed: String(question.value * 3 + 1), unit: question.unit }];
    case 'short-text':
      return ['I do not know'];
    case 'ordering':
      return [question.items.map(({ key }) => key).reverse()];
    case 'matching':
    case 'categorise':
      return question.choices.map((choice) =>
        Object.fromEntries(question.items.map(({ key }) => [key, choice.key])),
      );
    case 'cloze':
      return [Object.fromEntries(question.gaps.map(({ key }) => [key, '0']))];
  }
}

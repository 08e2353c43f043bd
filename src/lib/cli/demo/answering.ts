import type { QuestionDocument } from '../../domain/questions/question.ts';

/** Answers as a demo learner gives them, in the form the page sends. */

export function rightAnswer(question: QuestionDocument): unknown {
  switch (question.type) {
    case 'single-choice':
      return question.correctKey;
    case 'multiple-choice':
      return question.correctKeys;
    case 'true-false':
      return question.answer;
    case 'numeric':
      return { typed: String(question.value), unit: question.unit };
    case 'ordering':
      return question.items.map(({ key }) => key);
  }
}

export function wrongAnswer(question: QuestionDocument): unknown {
  switch (question.type) {
    case 'single-choice':
      return question.options.find(({ key }) => key !== question.correctKey)?.key;
    case 'multiple-choice':
      return question.options.filter(({ key }) => !question.correctKeys.includes(key)).map(({ key }) => key);
    case 'true-false':
      return !question.answer;
    case 'numeric':
      return { typed: String(question.value * 3 + 1), unit: question.unit };
    case 'ordering':
      return question.items.map(({ key }) => key).reverse();
  }
}

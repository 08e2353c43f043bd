import {
  carry,
  LeftOut,
  unreadable,
  type BankProblem,
  type Lose,
  type QuestionBody,
  type ReadBank,
} from '../bank.ts';
import { nameFrom } from '../names.ts';
import { readPlainNumber } from '../numbers.ts';
import { childOf, elementsOf, readXml, textOf, XmlError, type XmlElement } from '../xml/read-xml.ts';
import { bodyOfType } from './moodle-types.ts';
import { readText } from './moodle-text.ts';

/** Reads a file in Moodle XML. Rules: docs/question-banks.md. */
export function readMoodle(text: string): ReadBank {
  try {
    return readQuiz(readXml(text));
  } catch (error) {
    if (error instanceof XmlError) return unreadable(error.code, error.detail, error.line);
    throw error;
  }
}

function readQuiz(quiz: XmlElement): ReadBank {
  const problems: BankProblem[] = [];
  if (quiz.name !== 'quiz') return unreadable('format-unknown', quiz.name, quiz.line);
  const questions = elementsOf(quiz, 'question').flatMap((question) => {
    const type = question.attributes['type'] ?? '';
    if (type === 'category') {
      problems.push(categoryProblem(question));
      return [];
    }
    const name =
      textOf(childOf(question, 'name')).trim() || nameFrom(readText(childOf(question, 'questiontext')));
    const at = { name: name || type, line: question.line };
    const body = carry(at, problems, (lose) => bodyOf(type, question, lose));
    return body ? [{ ...at, body }] : [];
  });
  return { questions, problems };
}

function categoryProblem(question: XmlElement): BankProblem {
  const detail = readText(childOf(question, 'category'));
  return { name: detail, line: question.line, code: 'category', detail, isLeftOut: false };
}

function bodyOf(type: string, question: XmlElement, lose: Lose): QuestionBody {
  const body = bodyOfType(type, question, lose);
  if (body.prompt === '') throw new LeftOut('prompt-empty');
  if (elementsOf(question, 'hint').some((hint) => readText(hint) !== '')) lose('hints');
  const tags = elementsOf(childOf(question, 'tags') ?? question, 'tag').map((tag) => readText(tag));
  if (tags.length > 0) lose('tags', tags.join(', '));
  const points = readPlainNumber(textOf(childOf(question, 'defaultgrade'))) ?? 1;
  if (points <= 0) lose('points', String(points));
  return { ...body, points: points > 0 ? points : 1 };
}

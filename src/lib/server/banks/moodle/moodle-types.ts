import { LeftOut, type Lose, type QuestionBody } from '../bank.ts';
import { acceptedFrom, explanationFrom, oneOf, someOf, type WeighedAnswer } from '../judge-answers.ts';
import { readPlainNumber } from '../numbers.ts';
import { pairsFrom } from '../pairs.ts';
import { withKeys } from '../part-keys.ts';
import { childOf, elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts';
import { embeddedAnswers } from './embedded-answers.ts';
import { moodleNumber } from './moodle-number.ts';
import { readAsked, readText } from './moodle-text.ts';
import { wordGaps } from './word-gaps.ts';

/** What a type makes of a question; points are added for all of them. */
type Reader = (question: XmlElement, lose: Lose) => QuestionBody;

const READERS: Readonly<Record<string, Reader>> = {
  multichoice(question, lose) {
    const answers = weighedAnswers(question, lose);
    const isSingle = !['false', '0'].includes(textOf(childOf(question, 'single')).trim());
    const shared = sharedOf(question, answers, lose);
    return isSingle
      ? { type: 'single-choice', ...shared, ...oneOf(answers, lose) }
      : { type: 'multiple-choice', ...shared, ...someOf(answers, lose) };
  },
  truefalse(question, lose) {
    const answers = weighedAnswers(question, lose);
    const right = answers.find(({ share }) => share > 0)?.text.toLowerCase();
    if (right !== 'true' && right !== 'false') throw new LeftOut('no-right-answer');
    return { type: 'true-false', ...sharedOf(question, answers, lose), answer: right === 'true' };
  },
  shortanswer(question, lose) {
    const answers = weighedAnswers(question, lose, (answer) => textOf(childOf(answer, 'text')).trim());
    return {
      type: 'short-text',
      ...sharedOf(question, answers, lose),
      accepted: acceptedFrom(answers.filter(({ text }) => text !== '*')),
      matchCase: textOf(childOf(question, 'usecase')).trim() === '1',
      matchDiacritics: true,
    };
  },
  numerical(question, lose) {
    const answers = weighedAnswers(question, lose);
    return {
      type: 'numeric',
      ...sharedOf(question, answers, lose),
      ...moodleNumber(question, answers, lose),
    };
  },
  matching(question, lose) {
    const given = elementsOf(question, 'subquestion').map((pair) => ({
      item: readAsked(pair, lose),
      choice: textOf(childOf(childOf(pair, 'answer'), 'text')).trim(),
    }));
    return { type: 'matching', ...sharedOf(question, [], lose), ...pairsFrom(given) };
  },
  ordering(question, lose) {
    const items = elementsOf(question, 'answer').map((answer) => readAsked(answer, lose));
    if (items.length < 3) throw new LeftOut('too-few-parts');
    const grading = textOf(childOf(question, 'gradingtype')).trim();
    if (grading !== '' && grading !== 'RELATIVE_NEXT_EXCLUDE_LAST') lose('grading', grading);
    return { type: 'ordering', ...sharedOf(question, [], lose), items: withKeys(items) };
  },
  cloze: (question, lose) => ({
    type: 'cloze',
    explanation: explanationOf(question, [], lose),
    points: 1,
    ...embeddedAnswers(childOf(question, 'questiontext'), lose),
  }),
  gapselect: (question, lose) => gapped(question, 'selectoption', lose),
  ddwtos: (question, lose) => gapped(question, 'dragbox', lose),
};
const OTHER_NAMES: Readonly<Record<string, string>> = { match: 'matching', multianswer: 'cloze' };

export function bodyOfType(type: string, question: XmlElement, lose: Lose): QuestionBody {
  const name = OTHER_NAMES[type] ?? type;
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (!reader) throw new LeftOut('type-unsupported', type);
  return reader(question, lose);
}

const gapped = (question: XmlElement, choices: string, lose: Lose): QuestionBody => ({
  type: 'cloze',
  explanation: explanationOf(question, [], lose),
  points: 1,
  ...wordGaps(question, choices, lose),
});

function weighedAnswers(
  question: XmlElement,
  lose: Lose,
  read = (answer: XmlElement) => readAsked(answer, lose),
): WeighedAnswer[] {
  return elementsOf(question, 'answer').map((answer) => ({
    text: read(answer),
    share: (readPlainNumber(answer.attributes['fraction'] ?? '0') ?? 0) / 100,
    feedback: readText(childOf(answer, 'feedback'), lose),
  }));
}

const sharedOf = (question: XmlElement, answers: readonly WeighedAnswer[], lose: Lose) => ({
  prompt: readAsked(childOf(question, 'questiontext'), lose),
  explanation: explanationOf(question, answers, lose),
  points: 1,
});

function explanationOf(question: XmlElement, answers: readonly WeighedAnswer[], lose: Lose): string {
  const general = readText(childOf(question, 'generalfeedback'), lose);
  return explanationFrom(general, answers, lose);
}

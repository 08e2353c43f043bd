import { piecesOf, type Gap } from '#lib/domain/questions/cloze.ts';
import type { NumberRule } from '#lib/domain/questions/numeric.ts';
import type { TextRule } from '#lib/domain/questions/short-text.ts';
import {
  carry,
  LeftOut,
  type BankQuestion,
  type BodyOf,
  type Lose,
  type QuestionBody,
  type WrittenBank,
  type BankProblem,
} from '../bank.ts';
import { toPercent } from '../numbers.ts';
import { absoluteTolerance, loseUnits } from '../plain-number.ts';
import { choiceTexts, leftOverChoices } from '../write-parts.ts';
import { escapeGift } from './gift-text.ts';

/** Writes questions as a GIFT file. What GIFT has no words for is listed: ordering, hotspots, several gaps, points, units. */
export function writeGift(questions: readonly BankQuestion[]): WrittenBank {
  const problems: BankProblem[] = [];
  const written = questions.flatMap(({ name, line, body, place }) => {
    const text = carry({ name, line }, problems, (lose) => {
      if (place?.watch) lose('watch');
      return `::${escapeGift(name)}::[plain]${questionText(body, lose)}`;
    });
    return text === null ? [] : [text];
  });
  return { content: written.map((text) => `${text}\n\n`).join(''), problems };
}

function questionText(body: QuestionBody, lose: Lose): string {
  if (body.points !== 1) lose('points', String(body.points));
  const feedback = body.explanation === '' ? '' : `\t####${own(body.explanation)}\n`;
  const braces = (answers: readonly string[], mark = '') =>
    `{${mark}\n${answers.map((answer) => `\t${answer}\n`).join('')}${feedback}}`;
  if (body.type === 'cloze') return gapped(body, lose, braces);
  const prompt = escapeGift(body.prompt);
  if (body.type === 'true-false') {
    const general = body.explanation === '' ? '' : `####${own(body.explanation)}`;
    return `${prompt}{${body.answer ? 'TRUE' : 'FALSE'}${general}}`;
  }
  if (body.type === 'numeric') return `${prompt}${braces(numberAnswers(body, lose), '#')}`;
  return `${prompt}${braces(answersOf(body, lose))}`;
}

function answersOf(
  body: Exclude<QuestionBody, { type: 'cloze' | 'true-false' | 'numeric' }>,
  lose: Lose,
): string[] {
  switch (body.type) {
    case 'single-choice':
      return options(body);
    case 'multiple-choice': {
      const each = toPercent5(1 / body.correctKeys.length);
      return body.options.map(
        ({ key, text }) => `~%${body.correctKeys.includes(key) ? '' : '-'}${each}%${own(text)}`,
      );
    }
    case 'short-text':
      return textAnswers(body, lose);
    case 'matching':
    case 'categorise': {
      if (body.type === 'categorise') lose('becomes-matching');
      if (body.items.some(({ text }) => text.includes('->'))) throw new LeftOut('format-cannot-say', '->');
      return [
        ...body.items.map(
          (item) => `=${own(item.text)} -> ${own(choiceTexts(body).get(item.choiceKey) ?? '')}`,
        ),
        ...leftOverChoices(body).map((text) => `= -> ${own(text)}`),
      ];
    }
    case 'ordering':
    case 'hotspot':
      throw new LeftOut('format-cannot-say', body.type);
  }
}

const toPercent5 = (share: number) => String(Number((share * 100).toFixed(5)));

/** A text that begins like `[html]` or `%50%` would be read as such. */
const own = (text: string) => (/^\[/.test(text) ? `[plain]${escapeGift(text)}` : escapeGift(text));

const options = ({ options: all, correctKey }: Pick<BodyOf<'single-choice'>, 'options' | 'correctKey'>) =>
  all.map(({ key, text }) =>
    key === correctKey
      ? `=${text.startsWith('%') ? '%100%' : ''}${own(text)}`
      : `~${text.startsWith('%') ? '%0%' : ''}${own(text)}`,
  );

function textAnswers({ accepted, matchCase, matchDiacritics }: TextRule, lose: Lose): string[] {
  if (matchCase) lose('case');
  if (!matchDiacritics) lose('diacritics');
  // An arrow would make it a matching question, and GIFT knows no escape for it.
  if (accepted.some(({ pattern }) => pattern.includes('->'))) throw new LeftOut('format-cannot-say', '->');
  return accepted.map(({ pattern, share }) => `=%${toPercent(share)}%${own(pattern)}`);
}

function numberAnswers(rule: NumberRule, lose: Lose): string[] {
  loseUnits(rule, lose);
  return [`=${rule.value}:${absoluteTolerance(rule, lose)}`];
}

/** One gap, with text behind it, is GIFT's missing word. */
function gapped(
  { prompt, text, gaps }: BodyOf<'cloze'>,
  lose: Lose,
  braces: (answers: readonly string[], mark?: string) => string,
): string {
  const [gap] = gaps;
  const after = piecesOf(text).at(-1);
  if (!gap || gaps.length > 1 || !after || !('words' in after) || after.words.trim() === '')
    throw new LeftOut('format-cannot-say', 'cloze');
  const answers = gapAnswers(gap, lose);
  const pieces = piecesOf(text).map((piece) =>
    'gap' in piece ? braces(answers, gap.kind === 'number' ? '#' : '') : escapeGift(piece.words),
  );
  return `${escapeGift(prompt)}\\n\\n${pieces.join('')}`;
}

function gapAnswers(gap: Gap, lose: Lose): string[] {
  if (gap.kind === 'choice') return options(gap);
  return gap.kind === 'text' ? textAnswers(gap, lose) : numberAnswers(gap, lose);
}

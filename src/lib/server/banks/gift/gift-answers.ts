import type { Gap } from '#lib/domain/questions/cloze.ts';
import { LeftOut, type Lose, type QuestionBody } from '../bank.ts';
import {
  acceptedFrom,
  explanationFrom,
  numberFrom,
  oneOf,
  someOf,
  type WeighedAnswer,
  type WeighedNumber,
} from '../judge-answers.ts';
import { readPlainNumber } from '../numbers.ts';
import { pairsFrom } from '../pairs.ts';
import { readText, type TextFormat } from './gift-text.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What stands between the braces, as the question that it makes; `gap` where it could also stand inside a text. */
export interface GiftAnswers {
  type: QuestionBody['type'];
  body: Without<QuestionBody, 'prompt' | 'points'>;
  gap?: Without<Gap, 'key' | 'weight'>;
}

/** Reads the (protected) answers; the first signs decide the type, as in Moodle. */
export function readAnswers(given: string, format: TextFormat, lose: Lose): GiftAnswers {
  const at = given.lastIndexOf('####');
  const general = at < 0 ? '' : readText(given.slice(at + 4), format, lose);
  const answers = (at < 0 ? given : given.slice(0, at)).trim();
  const tools = { general, format, lose };
  if (answers === '') throw new LeftOut('type-unsupported', 'essay');
  if (answers.startsWith('>')) throw new LeftOut('type-unsupported', 'ordering');
  if (answers.startsWith('#')) return numbers(answers.slice(1), tools);
  if (answers.includes('~')) return choices(answers, tools);
  if (answers.includes('=') && answers.includes('->')) return pairs(answers, tools);
  const [, flag] = /^(T|TRUE|F|FALSE)\s*(?:#|$)/.exec(answers) ?? [];
  return flag === undefined ? texts(answers, tools) : statement(flag.startsWith('T'), answers, tools);
}

interface Tools {
  general: string;
  format: TextFormat;
  lose: Lose;
}

/** `%50%text#feedback`: the share (where none is written, the given one), the text and what is said to it. */
function weighed(written: string, usual: number, { format, lose }: Tools): WeighedAnswer {
  const [all = '', percent] = /^\s*%(-?\d{1,3}(?:\.\d*)?)%/.exec(written) ?? [];
  const rest = written.slice(all.length);
  const at = rest.indexOf('#');
  return {
    share: percent === undefined ? usual : Number(percent) / 100,
    text: readText(at < 0 ? rest : rest.slice(0, at), format, lose),
    feedback: at < 0 ? '' : readText(rest.slice(at + 1), format, lose),
  };
}

const pieces = (text: string, mark: RegExp) => text.split(mark).filter((piece) => piece.trim() !== '');

function choices(answers: string, tools: Tools): GiftAnswers {
  const isSingle = answers.includes('=');
  const given = pieces(answers, /(?=[~=])/).map((piece) =>
    piece.startsWith('=')
      ? { ...weighed(piece.slice(1), 1, { ...tools }), share: 1 }
      : weighed(piece.replace(/^~/, ''), 0, tools),
  );
  const explanation = explanationFrom(tools.general, given, tools.lose);
  if (!isSingle) {
    const several = someOf(given, tools.lose);
    return { type: 'multiple-choice', body: { type: 'multiple-choice', explanation, ...several } };
  }
  const one = oneOf(given, tools.lose);
  return {
    type: 'single-choice',
    body: { type: 'single-choice', explanation, ...one },
    gap: { kind: 'choice', ...one },
  };
}

function texts(answers: string, tools: Tools): GiftAnswers {
  if (!answers.startsWith('=')) throw new LeftOut('not-understood', answers.slice(0, 40));
  const given = pieces(answers, /=/).map((piece) => weighed(piece, 1, { ...tools, format: 'plain' }));
  const explanation = explanationFrom(tools.general, given, tools.lose);
  // As Moodle compares what comes from GIFT: case never matters, diacritics do.
  const rule = { accepted: acceptedFrom(given), matchCase: false, matchDiacritics: true };
  return {
    type: 'short-text',
    body: { type: 'short-text', explanation, ...rule },
    gap: { kind: 'text', ...rule },
  };
}

function pairs(answers: string, tools: Tools): GiftAnswers {
  const given = pieces(answers, /=/).map((piece) => {
    const at = piece.indexOf('->');
    if (at < 0) throw new LeftOut('not-understood', piece.trim().slice(0, 40));
    return {
      item: readText(piece.slice(0, at), tools.format, tools.lose),
      choice: readText(piece.slice(at + 2), 'plain', tools.lose),
    };
  });
  const explanation = explanationFrom(tools.general, [], tools.lose);
  return { type: 'matching', body: { type: 'matching', explanation, ...pairsFrom(given) } };
}

/** After the flag stands what is said to a wrong answer, then what is said to a right one. */
function statement(answer: boolean, answers: string, { general, format, lose }: Tools): GiftAnswers {
  const [wrong = '', right = ''] = answers
    .split('#')
    .slice(1)
    .map((text) => readText(text, format, lose));
  const said = [
    { share: 1, feedback: right },
    { share: 0, feedback: wrong },
  ];
  const explanation = explanationFrom(general, said, lose);
  return { type: 'true-false', body: { type: 'true-false', explanation, answer } };
}

function numbers(answers: string, tools: Tools): GiftAnswers {
  const at = answers.indexOf('~');
  const toWrong = at < 0 ? [] : [weighed(answers.slice(at + 1), 0, tools)];
  const given = pieces(at < 0 ? answers : answers.slice(0, at), /=/).map((piece): WeighedNumber => {
    const { text, share, feedback } = weighed(piece, 1, { ...tools, format: 'plain' });
    return { share, feedback, ...rangeOf(text) };
  });
  const explanation = explanationFrom(tools.general, [...given, ...toWrong], tools.lose);
  const rule = numberFrom(given, tools.lose);
  return {
    type: 'numeric',
    body: { type: 'numeric', explanation, ...rule },
    gap: { kind: 'number', ...rule },
  };
}

/** `3`, `3:0.2` (a value and how far from it) or `2.8..3.2` (from, to). */
function rangeOf(text: string): { value: number; tolerance: number } {
  const [from, to] = text.split('..').map(readPlainNumber);
  if (typeof from === 'number' && typeof to === 'number') {
    const value = Number(((from + to) / 2).toPrecision(15));
    return { value, tolerance: Number(Math.abs(to - value).toPrecision(12)) };
  }
  const [value, tolerance = 0] = text.split(':').map(readPlainNumber);
  if (typeof value !== 'number' || tolerance === null) throw new LeftOut('not-understood', text);
  return { value, tolerance };
}

import type { ClozeQuestion, Gap } from '#lib/domain/questions/cloze.ts';
import { LeftOut, type Lose } from '../bank.ts';
import { splitPrompt, withoutGaps } from '../cloze-text.ts';
import { acceptedFrom, numberFrom, oneOf, type WeighedAnswer } from '../judge-answers.ts';
import { readPlainNumber } from '../numbers.ts';
import { mediaIn, plainText } from '../plain-text.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { isHtml, rawText } from './moodle-text.ts';

/** `{2:MULTICHOICE:` begins a gap of weight 2. */
const START =
  /\{(\d*):(MULTICHOICE|MC|MULTIRESPONSE|MR|SHORTANSWER|SA|MW|NUMERICAL|NM)(_?(?:C|V|H|S|VS|HS))?:/;
/** Private signs around the number of a gap, while the text between becomes plain. */
const MARK = ['\uE010', '\uE011'] as const;

/** Text and gaps of an "embedded answers (cloze)" question. */
export function embeddedAnswers(
  question: XmlElement | undefined,
  lose: Lose,
): Pick<ClozeQuestion, 'prompt' | 'text' | 'gaps'> {
  const plain = isHtml(question) ? (html: string) => plainText(html, lose) : (text: string) => text.trim();
  const raw = rawText(question);
  const [media] = isHtml(question) ? mediaIn(raw) : [];
  if (media !== undefined) throw new LeftOut('picture-in-text', media);
  const gaps: Gap[] = [];
  let marked = '';
  let rest = raw;
  for (let start = START.exec(rest); start; start = START.exec(rest)) {
    const inside = rest.slice(start.index + start[0].length);
    const end = /(?<!\\)\}/.exec(inside);
    if (!end) throw new LeftOut('not-understood', start[0]);
    gaps.push(gapOf(start, inside.slice(0, end.index), `gap-${gaps.length + 1}`, { plain, lose }));
    marked += `${rest.slice(0, start.index)}${MARK[0]}${gaps.length}${MARK[1]}`;
    rest = inside.slice(end.index + 1);
  }
  if (gaps.length === 0) throw new LeftOut('too-few-parts');
  const all = plain(marked + rest);
  const first = all.indexOf(MARK[0]);
  const { prompt, text } = splitPrompt(all.slice(0, first));
  return {
    prompt,
    gaps,
    text: withoutGaps(text + all.slice(first)).replaceAll(/\uE010(\d+)\uE011/g, '{{gap-$1}}'),
  };
}

interface Tools {
  plain: (text: string) => string;
  lose: Lose;
}

function gapOf(
  [, weight = '', type = '', variant = '']: RegExpExecArray,
  inside: string,
  key: string,
  tools: Tools,
): Gap {
  const { lose } = tools;
  if (type === 'MULTIRESPONSE' || type === 'MR') throw new LeftOut('type-unsupported', type);
  const answers = inside
    .split(/(?<!\\)~/)
    .filter((answer) => answer.trim() !== '')
    .map((answer) => alternative(answer, tools));
  if (answers.some(({ feedback }) => feedback !== '')) lose('answer-feedback');
  const base = { key, weight: weight === '' ? 1 : Number(weight) };
  if (base.weight === 0) throw new LeftOut('not-understood', '{0:');
  if (type === 'MULTICHOICE' || type === 'MC') return { ...base, kind: 'choice', ...oneOf(answers, lose) };
  if (type === 'NUMERICAL' || type === 'NM') return { ...base, kind: 'number', ...numberOf(answers, lose) };
  const accepted = acceptedFrom(answers.filter(({ text }) => text !== '*'));
  return { ...base, kind: 'text', accepted, matchCase: variant.endsWith('C'), matchDiacritics: true };
}

/** `=text#feedback` or `%50%text`; without a mark it is wrong. */
function alternative(given: string, { plain }: Tools): WeighedAnswer {
  const [mark = '', percent] = /^\s*(?:=|%(-?[\d.]+)%)/.exec(given) ?? [];
  const rest = given.slice(mark.length);
  const at = /(?<![\\&])#/.exec(rest)?.index ?? rest.length;
  const readable = (text: string) => plain(text.replaceAll(/\\([#}~"{/])/g, '$1'));
  return {
    share: percent === undefined ? (mark === '' ? 0 : 1) : Number(percent) / 100,
    text: readable(rest.slice(0, at)),
    feedback: readable(rest.slice(at + 1)),
  };
}

function numberOf(answers: readonly WeighedAnswer[], lose: Lose) {
  const numbers = answers
    .filter(({ text }) => text !== '*')
    .map(({ text, share, feedback }) => {
      const [value, tolerance = 0] = text.split(':').map(readPlainNumber);
      if (typeof value !== 'number' || tolerance === null) throw new LeftOut('not-understood', text);
      return { value, tolerance, share, feedback };
    });
  return numberFrom(numbers, lose);
}

import { carry, LeftOut, type BankProblem, type Lose, type QuestionBody, type ReadBank } from '../bank.ts';
import { splitPrompt, withoutGaps } from '../cloze-text.ts';
import { nameFrom } from '../names.ts';
import { readAnswers, type GiftAnswers } from './gift-answers.ts';
import { giftBlocks, type GiftBlock } from './gift-blocks.ts';
import { formatOf, protect, readAs, readText } from './gift-text.ts';

/** Reads a file in GIFT, the text format of Moodle. Rules: docs/question-banks.md. */
export function readGift(text: string): ReadBank {
  const problems: BankProblem[] = [];
  const questions = giftBlocks(text).flatMap((block) => {
    const at = { name: block.text.split('\n')[0]?.trim().slice(0, 60) ?? '', line: block.line };
    if (block.text.trimStart().startsWith('$CATEGORY:')) {
      const category = block.text.trim().slice('$CATEGORY:'.length).trim();
      problems.push({
        name: category,
        line: block.line,
        code: 'category',
        detail: category,
        isLeftOut: false,
      });
      return [];
    }
    const parts = partsOf(block);
    at.name = parts.name || nameFrom(readText(parts.before, 'moodle', () => undefined)) || at.name;
    const body = carry(at, problems, (lose) => bodyOf(parts, lose));
    return body ? [{ ...at, body }] : [];
  });
  return { questions, problems };
}

interface GiftParts {
  name: string;
  before: string;
  /** Between the braces; null without any. */
  answers: string | null;
  after: string;
  isBroken: boolean;
}

function partsOf({ text }: GiftBlock): GiftParts {
  const safe = protect(text).trim();
  const [, title, rest = safe] = /^::(.*?)::(.*)$/s.exec(safe) ?? [];
  const name = title === undefined ? '' : readText(title, 'plain', () => undefined);
  const start = rest.indexOf('{');
  const end = rest.indexOf('}', start);
  const hasBraces = start >= 0 && end > start;
  return {
    name,
    before: hasBraces ? rest.slice(0, start) : rest,
    answers: hasBraces ? rest.slice(start + 1, end).trim() : null,
    after: hasBraces ? rest.slice(end + 1) : '',
    isBroken: !hasBraces && /[{}]/.test(rest),
  };
}

function bodyOf({ before, answers, after, isBroken }: GiftParts, lose: Lose): QuestionBody {
  if (isBroken || after.includes('{')) throw new LeftOut('not-understood', '{ }');
  if (answers === null) throw new LeftOut('type-unsupported', 'description');
  const { format, rest } = formatOf(before, 'moodle');
  const read = readAnswers(answers, format, lose);
  const tail = readAs(format, after, lose);
  const points = 1;
  if (tail === '' || !read.gap) {
    const start = readAs(format, rest, lose);
    const prompt = tail === '' ? start : `${start} ${read.type === 'true-false' ? '' : '_____ '}${tail}`;
    if (prompt === '') throw new LeftOut('prompt-empty');
    return { ...read.body, prompt, points };
  }
  return { ...gapped(rest, tail, { read, lose, format, glued: /^\s/.test(after) ? ' ' : '' }), points };
}

/** The missing-word form: the answers stand inside the text. */
function gapped(
  before: string,
  tail: string,
  {
    read,
    lose,
    format,
    glued,
  }: { read: GiftAnswers; lose: Lose; format: 'moodle' | 'html' | 'plain' | 'markdown'; glued: string },
): QuestionBody {
  const space = /\s$/.test(before) ? ' ' : '';
  const { prompt, text } = splitPrompt(readAs(format, before, lose));
  const { explanation } = read.body;
  return {
    type: 'cloze',
    prompt,
    explanation,
    points: 1,
    text: `${withoutGaps(text)}${text === '' ? '' : space}{{gap-1}}${glued}${withoutGaps(tail)}`,
    gaps: read.gap ? [{ key: 'gap-1', weight: 1, ...read.gap }] : [],
  };
}

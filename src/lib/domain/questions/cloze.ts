import { askedBase, toPoints, type Asked, type AskedGap, type QuestionKind, type RawAnswer } from './kind.ts';
import { numeric, type NumberRule } from './numeric.ts';
import type { ChoiceOption, QuestionBase } from './question.ts';
import { shortText, shownText, type TextRule } from './short-text.ts';
import { shuffle } from './shuffle.ts';
import { singleChoice } from './single-choice.ts';

/** A gap counts `weight` times in the points. */
export type Gap = { key: string; weight: number } & (
  | { kind: 'choice'; options: ChoiceOption[]; correctKey: string }
  | ({ kind: 'number' } & NumberRule)
  | ({ kind: 'text' } & TextRule)
);

export interface ClozeQuestion extends QuestionBase {
  type: 'cloze';
  /** `{{key}}` stands where a gap is; each gap stands once. */
  text: string;
  gaps: Gap[];
}

/** What stands in each gap, as far as something does: the key of a choice, or what was typed. */
export type Filled = Readonly<Record<string, string>>;

/**
 * A text with gaps, each filled by choosing, by a number or by a word, and judged as a question of that type would be. Points are the
 * weighted share of the gaps.
 *
 * Worked example: two gaps of weight 1 and one of weight 2, which alone is right: 2 of 4 of the points.
 */
export const cloze: QuestionKind<ClozeQuestion, Filled, Filled> = {
  blankAnswer: {},
  draft(asked, raw) {
    const given = textsOf(raw);
    return filledBy(asked, (gap) => {
      const text = given.get(gap.key);
      return gap.kind === 'choice'
        ? singleChoice.normalise(gapAsked(gap), text)
        : shortText.draft(gapAsked(gap), text);
    });
  },
  normalise(asked, raw) {
    const given = textsOf(raw);
    const filled = filledBy(asked, (gap) => readGap(gap, given.get(gap.key)));
    return Object.keys(filled).length > 0 ? filled : null;
  },
  grade(question, answer) {
    const all = sum(question.gaps.map(({ weight }) => weight));
    return toPoints(
      sum(question.gaps.map((gap) => pointsOfGap(question, gap, answer[gap.key]))) / all,
      question.points,
    );
  },
  learnerView: (question, next) => ({
    ...askedBase(question),
    text: question.text,
    gaps: question.gaps.map((gap) => askedGap(gap, next)),
  }),
  reviewView: (question, answer) => ({
    text: question.text,
    pairs: question.gaps.map((gap, index) => {
      const given = answer?.[gap.key];
      return {
        text: String(index + 1),
        given: given === undefined ? null : shownIn(gap, given),
        right: rightIn(gap),
        isRight: pointsOfGap(question, gap, given) >= gap.weight,
      };
    }),
  }),
  rightAnswer: (question) =>
    Object.fromEntries(question.gaps.map((gap) => [gap.key, rightTextOf(question, gap)])),
  guessShare(question) {
    const guessed = question.gaps.map((gap) => (gap.kind === 'choice' ? gap.weight / gap.options.length : 0));
    return sum(guessed) / sum(question.gaps.map(({ weight }) => weight));
  },
};

/** The text in pieces: words, and gaps by their key, in reading order. */
export function piecesOf(text: string): ({ words: string } | { gap: string })[] {
  return text
    .split(/\{\{([a-z0-9-]+)\}\}/)
    .map((piece, index) => (index % 2 === 0 ? { words: piece } : { gap: piece }));
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

const textsOf = (raw: RawAnswer) =>
  new Map<string, unknown>(raw && typeof raw === 'object' ? Object.entries(raw) : []);

function filledBy({ gaps = [] }: Asked, fill: (gap: AskedGap) => string | null): Filled {
  const filled = gaps.map((gap) => [gap.key, fill(gap)] as const);
  return Object.fromEntries(
    filled
      .filter((entry): entry is readonly [string, string] => entry[1] !== null && entry[1] !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const gapAsked = (gap: AskedGap): Asked => ({ ...gap, key: gap.key });

/** A gap's text as an answer; null when it is none. */
function readGap(gap: AskedGap, text: unknown): string | null {
  if (gap.kind === 'choice') return singleChoice.normalise(gapAsked(gap), text);
  if (gap.kind === 'number') return numeric.normalise(gapAsked(gap), text)?.typed ?? null;
  return shortText.normalise(gapAsked(gap), text);
}

function askedGap(gap: Gap, next: () => number): AskedGap {
  const { key } = gap;
  if (gap.kind === 'choice') return { key, kind: gap.kind, options: shuffle(gap.options, next) };
  if (gap.kind === 'text') return { key, kind: gap.kind };
  const { units, decimalMark } = numeric.learnerView(asNumber(emptyBase, gap), next);
  return { key, kind: gap.kind, units: units ?? [], ...(decimalMark ? { decimalMark } : {}) };
}

const emptyBase: QuestionBase = {
  key: '',
  objectiveKey: '',
  sectionKey: '',
  factIds: [],
  prompt: '',
  explanation: '',
  points: 1,
};
const asNumber = (base: QuestionBase, gap: Extract<Gap, { kind: 'number' }>) => ({
  ...base,
  ...gap,
  type: 'numeric' as const,
});

/** Points of one gap, from 0 to its weight. */
function pointsOfGap(question: ClozeQuestion, gap: Gap, text: string | undefined): number {
  if (text === undefined) return 0;
  const base = { ...question, points: gap.weight };
  if (gap.kind === 'choice') return text === gap.correctKey ? gap.weight : 0;
  if (gap.kind === 'text') return shortText.grade({ ...base, ...gap, type: 'short-text' }, text);
  const number = asNumber(base, gap);
  const answer = numeric.normalise(number, text);
  return answer ? numeric.grade(number, answer) : 0;
}

const shownIn = (gap: Gap, text: string): string =>
  gap.kind === 'choice' ? (gap.options.find(({ key }) => key === text)?.text ?? text) : text;

function rightIn(gap: Gap): string {
  if (gap.kind === 'choice') return shownIn(gap, gap.correctKey);
  return gap.kind === 'text' ? shownText(gap) : `${gap.value} ${gap.unit}`.trim();
}

function rightTextOf(question: ClozeQuestion, gap: Gap): string {
  if (gap.kind === 'choice') return gap.correctKey;
  if (gap.kind === 'text') return shortText.rightAnswer({ ...question, ...gap, type: 'short-text' });
  return numeric.rightAnswer(asNumber(question, gap)).typed;
}

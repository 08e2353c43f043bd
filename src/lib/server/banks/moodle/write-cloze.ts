import { piecesOf, type Gap } from '#lib/domain/questions/cloze.ts';
import { LeftOut, type BodyOf, type Lose } from '../bank.ts';
import { toPercent } from '../numbers.ts';
import { absoluteTolerance, loseUnits } from '../plain-number.ts';
import { lines } from '../xml/write-xml.ts';

/** Prompt and text as HTML, with the gaps in Moodle's "embedded answers" form. Weights are whole numbers there. */
export function clozeHtml({ prompt, text, gaps }: BodyOf<'cloze'>, lose: Lose): string {
  const weights = wholeWeights(gaps.map(({ weight }) => weight));
  if (!weights) lose('weights');
  const html = piecesOf(text).map((piece) => {
    if ('words' in piece) return escapeText(piece.words);
    const at = gaps.findIndex(({ key }) => key === piece.gap);
    const gap = gaps[at];
    if (!gap) throw new LeftOut('not-understood', piece.gap);
    return `{${weights?.[at] ?? 1}:${gapHtml(gap, lose)}}`;
  });
  return `<p>${escapeText(prompt)}</p><p>${html.join('')}</p>`;
}

const escapeText = (text: string) => lines(text).replaceAll('{', '&#123;');

/** The same weights as the smallest whole numbers; null where none below 1000 are. Worked example: 1, 0.5 is 2, 1. */
function wholeWeights(weights: readonly number[]): number[] | null {
  for (let scale = 1; scale <= 100; scale++) {
    const scaled = weights.map((weight) => weight * scale);
    if (scaled.every((weight) => Number.isInteger(weight) && weight > 0 && weight < 1_000)) return scaled;
  }
  return null;
}

function gapHtml(gap: Gap, lose: Lose): string {
  switch (gap.kind) {
    case 'choice': {
      const options = gap.options.map(
        ({ key, text }) => `${key === gap.correctKey ? '=' : ''}${escapeAnswer(text)}`,
      );
      return `MULTICHOICE:${options.join('~')}`;
    }
    case 'number':
      loseUnits(gap, lose);
      return `NUMERICAL:=${gap.value}:${absoluteTolerance(gap, lose)}`;
    case 'text': {
      if (!gap.matchDiacritics) lose('diacritics');
      const accepted = gap.accepted.map(
        ({ pattern, share }) => `%${toPercent(share)}%${escapeAnswer(pattern)}`,
      );
      return `SHORTANSWER${gap.matchCase ? '_C' : ''}:${accepted.join('~')}`;
    }
  }
}

/** What has a meaning between the braces. A backslash and a mark in front are written as entities. */
const escapeAnswer = (text: string) =>
  lines(text)
    .replaceAll(/\\/g, '&#92;')
    .replaceAll('{', '&#123;')
    .replaceAll(/(?<!&)[#~}]/g, '\\$&')
    .replace(/^[=%]/, (sign) => (sign === '=' ? '&#61;' : '&#37;'));

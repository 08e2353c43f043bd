import { piecesOf, type Gap } from '#lib/domain/questions/cloze.ts';
import { LeftOut, type BodyOf, type Lose } from '../bank.ts';
import { loseUnits } from '../plain-number.ts';
import { element, escapeXml, lines } from '../xml/write-xml.ts';
import {
  GAPPED,
  identifier,
  mapResponse,
  number,
  outcomeDeclaration,
  outcomeValue,
  paragraph,
  responseDeclaration,
  SCORE,
  setOutcome,
  sumOf,
  whenEqual,
} from './parts.ts';
import { comparisonOf, textDeclaration, type ItemParts } from './judged.ts';

/** A text with gaps: an interaction for each; the score is the sum of what they bring. */
export function writeGaps({ prompt, text, gaps, points }: BodyOf<'cloze'>, lose: Lose): ItemParts {
  const all = gaps.reduce((sum, { weight }) => sum + weight, 0);
  const written = gaps.map((gap, index) => gapParts(gap, index + 1, (points * gap.weight) / all, lose));
  const inside = piecesOf(text).map((piece) => {
    if ('words' in piece) return lines(piece.words);
    const at = gaps.findIndex(({ key }) => key === piece.gap);
    const own = written[at];
    if (!own) throw new LeftOut('not-understood', piece.gap);
    return own.interaction;
  });
  return {
    declarations: written.flatMap(({ declarations }) => declarations),
    body: element('div', { class: GAPPED }, `${paragraph(prompt)}<p>${inside.join('')}</p>`),
    processing: [
      ...written.flatMap(({ condition }) => condition),
      setOutcome(SCORE, sumOf(...written.map(({ score }) => score))),
    ],
  };
}

interface GapParts {
  declarations: string[];
  interaction: string;
  condition: string[];
  /** What it brings, as an expression. */
  score: string;
}

function gapParts(gap: Gap, place: number, points: number, lose: Lose): GapParts {
  const id = `GAP${place}`;
  const entry = element('qti-text-entry-interaction', { 'response-identifier': id });
  if (gap.kind === 'text')
    return {
      declarations: [textDeclaration(id, gap, points, lose)],
      interaction: entry,
      condition: [],
      score: mapResponse(id),
    };
  if (gap.kind === 'choice')
    return {
      declarations: [
        responseDeclaration({
          id,
          cardinality: 'single',
          baseType: 'identifier',
          correct: [identifier(gap.correctKey)],
          mapping: { entries: [{ key: identifier(gap.correctKey), value: points }], most: points },
        }),
      ],
      interaction: element(
        'qti-inline-choice-interaction',
        { 'response-identifier': id, shuffle: 'true' },
        ...gap.options.map(({ key, text }) =>
          element('qti-inline-choice', { identifier: identifier(key) }, escapeXml(text)),
        ),
      ),
      condition: [],
      score: mapResponse(id),
    };
  loseUnits(gap, lose);
  const outcome = `${SCORE}-${id}`;
  return {
    declarations: [
      responseDeclaration({ id, cardinality: 'single', baseType: 'float', correct: [number(gap.value)] }),
      outcomeDeclaration(outcome, 'float', 0),
    ],
    interaction: entry,
    condition: [whenEqual(id, comparisonOf(gap), outcome, points)],
    score: outcomeValue(outcome),
  };
}

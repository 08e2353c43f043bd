import type { RegionShape } from '#lib/domain/questions/hotspot.ts';
import { LeftOut, type BodyOf, type Lose, type QuestionBody } from '../bank.ts';
import { loseUnits } from '../plain-number.ts';
import { element, escapeXml } from '../xml/write-xml.ts';
import {
  identifier,
  mapResponse,
  number,
  paragraph,
  responseDeclaration,
  SCORE,
  setOutcome,
  whenEqual,
  whenMatched,
  type Mapped,
} from './parts.ts';
import { comparisonOf, textDeclaration, type ItemParts } from './judged.ts';
import { writeGaps } from './write-gaps.ts';

export const RESPONSE = 'RESPONSE';
const scoreByMap = [setOutcome(SCORE, mapResponse(RESPONSE))];

/** `picture`: where the picture of a hotspot stands, seen from the item. */
export function partsOfType(body: QuestionBody, lose: Lose, picture: string | null): ItemParts {
  switch (body.type) {
    case 'single-choice':
      return choice(body, [body.correctKey], false);
    case 'multiple-choice':
      return choice(body, body.correctKeys, true);
    case 'true-false':
      return statement(body);
    case 'numeric':
      return typedNumber(body, lose);
    case 'short-text':
      return typedText(body, lose);
    case 'matching':
    case 'categorise':
      if (body.type === 'categorise') lose('becomes-matching');
      return pairs(body);
    case 'ordering':
      lose('grading', 'adjacent pairs');
      return order(body);
    case 'cloze':
      return writeGaps(body, lose);
    case 'hotspot':
      if (picture === null) throw new LeftOut('picture-missing', body.picture.hash);
      return spots(body, picture);
  }
}

const prompt = (text: string) => element('qti-prompt', {}, paragraph(text));

/** Right ones bring their share, wrong ones take as much away where several may be chosen. */
function mappedKeys(
  keys: readonly string[],
  right: readonly string[],
  points: number,
  many: boolean,
): Mapped[] {
  const each = points / right.length;
  return keys
    .map((key) => ({ key: identifier(key), value: right.includes(key) ? each : many ? -each : 0 }))
    .filter(({ value }) => value !== 0);
}

function chosen(keys: readonly string[], right: readonly string[], points: number, many: boolean): string {
  return responseDeclaration({
    id: RESPONSE,
    cardinality: many ? 'multiple' : 'single',
    baseType: 'identifier',
    correct: right.map(identifier),
    mapping: { entries: mappedKeys(keys, right, points, many), most: points },
  });
}

function choice(
  body: BodyOf<'single-choice'> | BodyOf<'multiple-choice'>,
  right: readonly string[],
  many: boolean,
): ItemParts {
  const options = body.options.map(({ key, text }) =>
    element('qti-simple-choice', { identifier: identifier(key) }, paragraph(text)),
  );
  return {
    declarations: [
      chosen(
        body.options.map(({ key }) => key),
        right,
        body.points,
        many,
      ),
    ],
    body: element(
      'qti-choice-interaction',
      { 'response-identifier': RESPONSE, shuffle: 'true', 'max-choices': many ? 0 : 1 },
      prompt(body.prompt),
      ...options,
    ),
    processing: scoreByMap,
  };
}

/** By their identifiers the two choices are known to be true and false; the words are for people. */
function statement({ prompt: text, answer, points }: BodyOf<'true-false'>): ItemParts {
  const right = String(answer);
  return {
    declarations: [
      responseDeclaration({
        id: RESPONSE,
        cardinality: 'single',
        baseType: 'identifier',
        correct: [right],
        mapping: { entries: [{ key: right, value: points }], most: points },
      }),
    ],
    body: element(
      'qti-choice-interaction',
      { 'response-identifier': RESPONSE, shuffle: 'false', 'max-choices': 1 },
      prompt(text),
      element('qti-simple-choice', { identifier: 'true' }, 'True'),
      element('qti-simple-choice', { identifier: 'false' }, 'False'),
    ),
    processing: scoreByMap,
  };
}

const typed = (id: string) => element('qti-text-entry-interaction', { 'response-identifier': id });

function typedNumber(body: BodyOf<'numeric'>, lose: Lose): ItemParts {
  loseUnits(body, lose);
  return {
    declarations: [
      responseDeclaration({
        id: RESPONSE,
        cardinality: 'single',
        baseType: 'float',
        correct: [number(body.value)],
      }),
    ],
    body: `${paragraph(body.prompt)}<p>${typed(RESPONSE)}</p>`,
    processing: [whenEqual(RESPONSE, comparisonOf(body), SCORE, body.points)],
  };
}

const typedText = (body: BodyOf<'short-text'>, lose: Lose): ItemParts => ({
  declarations: [textDeclaration(RESPONSE, body, body.points, lose)],
  body: `${paragraph(body.prompt)}<p>${typed(RESPONSE)}</p>`,
  processing: scoreByMap,
});

function pairs({
  prompt: text,
  items,
  choices,
  points,
}: BodyOf<'matching'> | BodyOf<'categorise'>): ItemParts {
  const right = items.map(({ key, choiceKey }) => `i-${key} c-${choiceKey}`);
  const set = (prefix: string, parts: readonly { key: string; text: string }[], most: number) =>
    element(
      'qti-simple-match-set',
      {},
      ...parts.map((part) =>
        element(
          'qti-simple-associable-choice',
          { identifier: `${prefix}-${part.key}`, 'match-max': most },
          paragraph(part.text),
        ),
      ),
    );
  return {
    declarations: [
      responseDeclaration({
        id: RESPONSE,
        cardinality: 'multiple',
        baseType: 'directedPair',
        correct: right,
        mapping: { entries: right.map((key) => ({ key, value: points / items.length })), most: points },
      }),
    ],
    body: element(
      'qti-match-interaction',
      { 'response-identifier': RESPONSE, shuffle: 'true', 'max-associations': items.length },
      prompt(text),
      set('i', items, 1),
      set('c', choices, 0),
    ),
    processing: scoreByMap,
  };
}

const order = ({ prompt: text, items, points }: BodyOf<'ordering'>): ItemParts => ({
  declarations: [
    responseDeclaration({
      id: RESPONSE,
      cardinality: 'ordered',
      baseType: 'identifier',
      correct: items.map(({ key }) => identifier(key)),
    }),
  ],
  body: element(
    'qti-order-interaction',
    { 'response-identifier': RESPONSE, shuffle: 'true' },
    prompt(text),
    ...items.map(({ key, text: of }) =>
      element('qti-simple-choice', { identifier: identifier(key) }, paragraph(of)),
    ),
  ),
  processing: [whenMatched(RESPONSE, points)],
});

function spots(
  { prompt: text, picture, regions, correctKeys, points }: BodyOf<'hotspot'>,
  source: string,
): ItemParts {
  const many = correctKeys.length > 1;
  const { width, height, alt } = picture;
  return {
    declarations: [
      chosen(
        regions.map(({ key }) => key),
        correctKeys,
        points,
        many,
      ),
    ],
    body: element(
      'qti-hotspot-interaction',
      { 'response-identifier': RESPONSE, 'max-choices': many ? 0 : 1 },
      prompt(text),
      element('img', { src: source, alt, width, height }),
      ...regions.map(({ key, label, shape }) =>
        element('qti-hotspot-choice', {
          identifier: identifier(key),
          'hotspot-label': escapeXml(label) === '' ? undefined : label,
          ...coordsOf(shape),
        }),
      ),
    ),
    processing: scoreByMap,
  };
}

function coordsOf(shape: RegionShape): { shape: string; coords: string } {
  const list = (...all: number[]) => all.map(number).join(',');
  switch (shape.type) {
    case 'rect': {
      const { x, y, width, height } = shape;
      return { shape: 'rect', coords: list(x, y, x + width, y + height) };
    }
    case 'circle':
      return { shape: 'circle', coords: list(shape.x, shape.y, shape.radius) };
    case 'polygon':
      return { shape: 'poly', coords: list(...shape.points.flat()) };
  }
}

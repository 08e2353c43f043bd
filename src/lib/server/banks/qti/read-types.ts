import type { RegionShape } from '#lib/domain/questions/hotspot.ts';
import { readPicture, type StoredPicture } from '../../content/pictures.ts';
import { LeftOut, type BodyOf, type Lose, type QuestionBody } from '../bank.ts';
import { acceptedFrom, BARE_NUMBER, oneOf, someOf, type WeighedAnswer } from '../judge-answers.ts';
import { readPlainNumber } from '../numbers.ts';
import { withKeys } from '../part-keys.ts';
import { allOf, childOf, elementsOf, type XmlElement } from '../xml/read-xml.ts';
import { toleranceOf, type Declared } from './declarations.ts';
import { readContent } from './item-text.ts';

export interface ItemContext {
  item: XmlElement;
  points: number;
  lose: Lose;
  /** A file of the package by the address that the item gives it. */
  file(address: string): Uint8Array | null;
}

type Without<Q, K extends PropertyKey> = Q extends unknown ? Omit<Q, K> : never;
/** A question without what every type has. */
export type OwnParts = Without<QuestionBody, 'prompt' | 'explanation' | 'points'>;
type Reader = (interaction: XmlElement, declared: Declared, context: ItemContext) => OwnParts;

export const READERS: Readonly<Record<string, Reader>> = {
  'qti-choice-interaction': choice,
  'qti-order-interaction': order,
  'qti-match-interaction': match,
  'qti-text-entry-interaction': (_interaction, declared, context) => typed('RESPONSE', declared, context),
  'qti-hotspot-interaction': hotspot,
};

/** Share of the points that a response brings: by the mapping, or in equal parts where only the right ones are named. */
function shareOf(id: string, declared: Declared, { points }: ItemContext): number {
  const { mapping, correct, cardinality } = declared;
  if (mapping) return (mapping.find(({ key }) => key === id)?.value ?? 0) / points;
  const each = 1 / Math.max(1, correct.length);
  return correct.includes(id) ? each : cardinality === 'multiple' ? -each : 0;
}

function weighed(
  ids: readonly { id: string; text: string }[],
  declared: Declared,
  context: ItemContext,
): WeighedAnswer[] {
  return ids.map(({ id, text }) => ({ text, share: shareOf(id, declared, context), feedback: '' }));
}

/** Several may be right where several can be chosen, and where all or nothing counts we count in parts. */
function several(answers: readonly WeighedAnswer[], { mapping }: Declared, { lose }: ItemContext) {
  if (!mapping && answers.filter(({ share }) => share > 0).length > 1) lose('grading', 'match_correct');
  return someOf(answers, lose);
}

function choice(interaction: XmlElement, declared: Declared, context: ItemContext): OwnParts {
  const given = elementsOf(interaction, 'qti-simple-choice').map((one) => ({
    id: one.attributes['identifier'] ?? '',
    text: readContent(withoutFeedback(one), context.lose),
  }));
  const names = given.map(({ id }) => id.toLowerCase()).sort();
  if (names.join() === 'false,true') {
    const right = declared.correct[0]?.toLowerCase();
    if (right !== 'true' && right !== 'false') throw new LeftOut('no-right-answer');
    return { type: 'true-false', answer: right === 'true' };
  }
  const answers = weighed(given, declared, context);
  return declared.cardinality === 'multiple'
    ? { type: 'multiple-choice', ...several(answers, declared, context) }
    : { type: 'single-choice', ...oneOf(answers, context.lose) };
}

const withoutFeedback = (element: XmlElement): XmlElement => ({
  ...element,
  children: element.children.filter(
    (child) => typeof child === 'string' || !child.name.startsWith('qti-feedback'),
  ),
});

function order(interaction: XmlElement, { correct }: Declared, { lose }: ItemContext): OwnParts {
  const given = new Map(
    elementsOf(interaction, 'qti-simple-choice').map((one) => [
      one.attributes['identifier'] ?? '',
      readContent(withoutFeedback(one), lose),
    ]),
  );
  if (correct.length !== given.size || correct.some((id) => !given.has(id)))
    throw new LeftOut('no-right-answer');
  if (given.size < 3) throw new LeftOut('too-few-parts');
  return { type: 'ordering', items: withKeys(correct.map((id) => given.get(id) ?? '')) };
}

/** What is typed into one field: a number with its tolerance, or one of several texts. */
export function typed(
  id: string,
  { baseType, correct, mapping }: Declared,
  { item, points, lose }: ItemContext,
): Without<BodyOf<'numeric'> | BodyOf<'short-text'>, 'prompt' | 'explanation' | 'points'> {
  const [right = ''] = correct;
  if (baseType === 'float' || baseType === 'integer') {
    const value = readPlainNumber(right);
    if (value === null) throw new LeftOut('no-right-answer', right);
    return { type: 'numeric', value, tolerance: toleranceOf(item, id), ...BARE_NUMBER };
  }
  if (baseType !== 'string') throw new LeftOut('type-unsupported', baseType);
  const answers = mapping ?? correct.map((key) => ({ key, value: points, caseSensitive: true }));
  return {
    type: 'short-text',
    accepted: acceptedFrom(
      answers.map(({ key, value }) => ({
        text: key.replaceAll('*', '\\*'),
        share: value / points,
        feedback: '',
      })),
    ),
    matchCase: caseOf(answers, lose),
    matchDiacritics: true,
  };
}

function caseOf(answers: readonly { caseSensitive: boolean }[], lose: Lose): boolean {
  const strict = answers.filter(({ caseSensitive }) => caseSensitive).length;
  if (strict > 0 && strict < answers.length) lose('case');
  return strict === answers.length;
}

function match(interaction: XmlElement, declared: Declared, context: ItemContext): OwnParts {
  const [left = [], right = []] = elementsOf(interaction, 'qti-simple-match-set').map((set) =>
    elementsOf(set, 'qti-simple-associable-choice').map((one) => ({
      id: one.attributes['identifier'] ?? '',
      text: readContent(one, context.lose),
    })),
  );
  const { mapping, correct } = declared;
  const pairs = (mapping ? mapping.filter(({ value }) => value > 0).map(({ key }) => key) : correct).map(
    (pair) => pair.split(/\s+/),
  );
  if (!mapping && pairs.length > 1) context.lose('grading', 'match_correct');
  const choices = withKeys(
    right.map(({ text }) => text),
    'choice',
    'to-',
  );
  const items = withKeys(
    left.map(({ text }) => text),
    'item',
  ).map((item, index) => {
    const own = pairs.filter(([id]) => id === left[index]?.id);
    if (own.length > 1) throw new LeftOut('several-right-answers', item.text);
    const at = right.findIndex(({ id }) => id === own[0]?.[1]);
    if (at < 0) throw new LeftOut('no-right-answer', item.text);
    return { ...item, choiceKey: choices[at]?.key ?? '' };
  });
  if (items.length < 2 || choices.length < 2) throw new LeftOut('too-few-parts');
  return { type: 'matching', items, choices };
}

function hotspot(interaction: XmlElement, declared: Declared, context: ItemContext): OwnParts {
  const [image] = allOf(interaction, 'img', 'object');
  const address = image?.attributes['src'] ?? image?.attributes['data'] ?? '';
  const picture = pictureAt(address, context);
  const given = elementsOf(interaction, 'qti-hotspot-choice').map((one, index) => ({
    id: one.attributes['identifier'] ?? '',
    text: one.attributes['hotspot-label'] ?? `${index + 1}`,
    shape: shapeOf(one),
  }));
  const answers = weighed(given, declared, context);
  const { options, correctKeys } =
    declared.cardinality === 'multiple'
      ? several(answers, declared, context)
      : ((one) => ({ options: one.options, correctKeys: [one.correctKey] }))(oneOf(answers, context.lose));
  const { bytes: _bytes, ...stored } = picture;
  const alt = image?.attributes['alt'] ?? '';
  if (alt === '') throw new LeftOut('picture-unsupported', 'alt');
  return {
    type: 'hotspot',
    picture: { ...stored, alt },
    regions: options.map(({ key, text }, index) => ({
      key,
      label: text,
      shape: given[index]?.shape ?? { type: 'circle', x: 0, y: 0, radius: 1 },
    })),
    correctKeys,
  };
}

export function pictureAt(address: string, { file }: ItemContext): StoredPicture {
  const bytes = file(address);
  if (!bytes) throw new LeftOut('picture-missing', address);
  const picture = readPicture(bytes);
  if ('fault' in picture) throw new LeftOut('picture-unsupported', `${address}: ${picture.fault}`);
  return picture;
}

function shapeOf({ attributes }: XmlElement): RegionShape {
  const all = (attributes['coords'] ?? '').split(/[\s,]+/).map(Number);
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = all;
  const refuse = (): never => {
    throw new LeftOut('not-understood', `${attributes['shape'] ?? ''} ${attributes['coords'] ?? ''}`);
  };
  if (all.some(Number.isNaN)) return refuse();
  switch (attributes['shape']) {
    case 'rect':
      return c > a && d > b ? { type: 'rect', x: a, y: b, width: c - a, height: d - b } : refuse();
    case 'circle':
      return c > 0 ? { type: 'circle', x: a, y: b, radius: c } : refuse();
    case 'poly':
      return all.length >= 6 && all.length % 2 === 0
        ? {
            type: 'polygon',
            points: all.flatMap((x, index): [number, number][] =>
              index % 2 === 0 ? [[x, all[index + 1] ?? 0]] : [],
            ),
          }
        : refuse();
    default:
      return refuse();
  }
}

export const promptOf = (interaction: XmlElement, lose: Lose): string => {
  const prompt = childOf(interaction, 'qti-prompt');
  return prompt ? readContent(prompt, lose) : '';
};

import { element, escapeXml, lines } from '../xml/write-xml.ts';

/** Pieces of a QTI 3.0 item. Names: 1EdTech, "Question & Test Interoperability (QTI): ASI Information Model", version 3.0. */

export const SCORE = 'SCORE';
export const MOST = 'MAXSCORE';
export const FEEDBACK = 'FEEDBACK';
export const EXPLANATION = 'EXPLANATION';

/** Class of a text with gaps: one with a single gap at its end looks like a question with a field. */
export const GAPPED = 'pathways-gaps';

export type BaseType = 'identifier' | 'string' | 'float' | 'directedPair';

/** Identifiers begin with a letter; our keys may begin with a digit. */
export const identifier = (key: string) => `k-${key}`;

export interface Mapped {
  key: string;
  value: number;
}

/** What is asked for under one name: the right response, and what each response brings. */
export function responseDeclaration(given: {
  id: string;
  cardinality: 'single' | 'multiple' | 'ordered';
  baseType: BaseType;
  correct: readonly string[];
  /** Without it the response processing says what it brings. */
  mapping?: { entries: readonly Mapped[]; most: number; caseSensitive?: boolean };
}): string {
  const { mapping } = given;
  const entry = ({ key, value }: Mapped) =>
    element('qti-map-entry', {
      'map-key': key,
      'mapped-value': number(value),
      'case-sensitive': mapping?.caseSensitive === undefined ? undefined : String(mapping.caseSensitive),
    });
  return element(
    'qti-response-declaration',
    { identifier: given.id, cardinality: given.cardinality, 'base-type': given.baseType },
    element('qti-correct-response', {}, ...given.correct.map(value)),
    ...(mapping
      ? [
          element(
            'qti-mapping',
            { 'lower-bound': 0, 'upper-bound': number(mapping.most), 'default-value': 0 },
            ...mapping.entries.map(entry),
          ),
        ]
      : []),
  );
}

export const outcomeDeclaration = (id: string, baseType: 'float' | 'identifier', usual?: number): string =>
  element(
    'qti-outcome-declaration',
    { identifier: id, cardinality: 'single', 'base-type': baseType },
    ...(usual === undefined ? [] : [element('qti-default-value', {}, value(number(usual)))]),
  );

export const value = (given: string) => element('qti-value', {}, escapeXml(given));
export const paragraph = (text: string) => (text === '' ? '' : `<p>${lines(text)}</p>`);
const base = (type: string, given: string) =>
  element('qti-base-value', { 'base-type': type }, escapeXml(given));
const variable = (id: string) => element('qti-variable', { identifier: id });
export const setOutcome = (id: string, expression: string) =>
  element('qti-set-outcome-value', { identifier: id }, expression);

/** Without the hair of binary fractions. */
export const number = (given: number): string => String(Number(given.toPrecision(12)));

/** How a number is compared: qti-equal with a tolerance, or qti-equal-rounded. */
export interface Comparison {
  name: 'qti-equal' | 'qti-equal-rounded';
  attributes: Record<string, string>;
}

/** Sets an outcome to so many points when the number under `id` is right. */
export const whenEqual = (id: string, { name, attributes }: Comparison, outcome: string, points: number) =>
  element(
    'qti-response-condition',
    {},
    element(
      'qti-response-if',
      {},
      element(name, attributes, variable(id), element('qti-correct', { identifier: id })),
      setOutcome(outcome, base('float', number(points))),
    ),
  );

/** Sets the score when the response is the right one. */
export const whenMatched = (id: string, points: number) =>
  element(
    'qti-response-condition',
    {},
    element(
      'qti-response-if',
      {},
      element('qti-match', {}, variable(id), element('qti-correct', { identifier: id })),
      setOutcome(SCORE, base('float', number(points))),
    ),
  );

export const mapResponse = (id: string) => element('qti-map-response', { identifier: id });
export const sumOf = (...expressions: readonly string[]) =>
  expressions.length === 1 ? (expressions[0] ?? '') : element('qti-sum', {}, ...expressions);
export const outcomeValue = variable;

export const showExplanation = () => setOutcome(FEEDBACK, base('identifier', EXPLANATION));

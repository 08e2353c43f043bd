import { allOf, childOf, elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts';

/** What an item says of the response under one name. */
export interface Declared {
  cardinality: string;
  baseType: string;
  correct: string[];
  /** What each response brings; null: the response processing says it. */
  mapping: { key: string; value: number; caseSensitive: boolean }[] | null;
  /** The most that the mapping gives; null: no bound. */
  upperBound: number | null;
}

export function declarationsOf(item: XmlElement): ReadonlyMap<string, Declared> {
  return new Map(
    elementsOf(item, 'qti-response-declaration').map((given) => [
      given.attributes['identifier'] ?? '',
      declared(given),
    ]),
  );
}

function declared(given: XmlElement): Declared {
  const mapping = childOf(given, 'qti-mapping');
  const bound = Number(mapping?.attributes['upper-bound']);
  return {
    cardinality: given.attributes['cardinality'] ?? 'single',
    baseType: given.attributes['base-type'] ?? 'identifier',
    correct: allOf(childOf(given, 'qti-correct-response') ?? NOTHING, 'qti-value').map((value) =>
      textOf(value).trim(),
    ),
    mapping:
      (mapping &&
        elementsOf(mapping, 'qti-map-entry').map(({ attributes }) => ({
          key: attributes['map-key'] ?? '',
          value: Number(attributes['mapped-value']) || 0,
          caseSensitive: attributes['case-sensitive'] !== 'false',
        }))) ||
      null,
    upperBound: mapping?.attributes['upper-bound'] !== undefined && Number.isFinite(bound) ? bound : null,
  };
}

const NOTHING: XmlElement = { name: '', attributes: {}, children: [], line: 1 };

/** The points that an item gives at most: as it says itself, or as its one mapping bounds them; 1 otherwise. */
export function pointsOf(item: XmlElement, declarations: ReadonlyMap<string, Declared>): number {
  const most = elementsOf(item, 'qti-outcome-declaration').find(
    ({ attributes }) => attributes['identifier'] === 'MAXSCORE',
  );
  const [own] = most ? allOf(most, 'qti-value').map((value) => Number(textOf(value))) : [];
  if (own !== undefined && own > 0) return own;
  const bounds = [...declarations.values()].map(({ upperBound }) => upperBound);
  const [bound] = bounds;
  return bounds.length === 1 && bound ? bound : 1;
}

/**
 * How far from the value a number may be, from the comparison that the response processing makes with it; exactly the value where it makes
 * none.
 */
export function toleranceOf(
  item: XmlElement,
  id: string,
): { absolute: number } | { relative: number } | { significantFigures: number } {
  const processing = childOf(item, 'qti-response-processing') ?? NOTHING;
  const comparison = allOf(processing, 'qti-equal', 'qti-equal-rounded').find((one) =>
    allOf(one, 'qti-variable').some(({ attributes }) => attributes['identifier'] === id),
  );
  const { attributes = {}, name = '' } = comparison ?? {};
  if (name === 'qti-equal-rounded' && attributes['rounding-mode'] !== 'decimalPlaces')
    return { significantFigures: Number(attributes['figures']) || 1 };
  if (name === 'qti-equal-rounded') return { absolute: 10 ** -(Number(attributes['figures']) || 0) / 2 };
  const [allowed = 0] = (attributes['tolerance'] ?? '0').split(/\s+/).map(Number);
  if (attributes['tolerance-mode'] === 'relative')
    return { relative: Number((allowed / 100).toPrecision(12)) };
  return { absolute: attributes['tolerance-mode'] === 'absolute' ? Math.abs(allowed) : 0 };
}

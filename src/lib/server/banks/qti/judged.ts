import type { NumberRule } from '#lib/domain/questions/numeric.ts';
import type { TextRule } from '#lib/domain/questions/short-text.ts';
import { LeftOut, type Lose } from '../bank.ts';
import { number, responseDeclaration, type Comparison } from './parts.ts';

/** What one type adds to an item. */
export interface ItemParts {
  declarations: string[];
  body: string;
  processing: string[];
}

/** How a number is judged, in the words of QTI. */
export function comparisonOf({ tolerance }: NumberRule): Comparison {
  if ('significantFigures' in tolerance)
    return {
      name: 'qti-equal-rounded',
      attributes: { 'rounding-mode': 'significantFigures', figures: String(tolerance.significantFigures) },
    };
  const [mode, allowed] =
    'absolute' in tolerance
      ? (['absolute', tolerance.absolute] as const)
      : (['relative', tolerance.relative * 100] as const);
  return {
    name: 'qti-equal',
    attributes: { 'tolerance-mode': mode, tolerance: `${number(allowed)} ${number(allowed)}` },
  };
}

/** The accepted texts as a map; one with a wildcard cannot be said. */
export function textDeclaration(id: string, rule: TextRule, points: number, lose: Lose): string {
  if (!rule.matchDiacritics) lose('diacritics');
  const plain = rule.accepted.filter(({ pattern }) => !/(?<!\\)\*/.test(pattern));
  for (const { pattern } of rule.accepted) if (/(?<!\\)\*/.test(pattern)) lose('wildcard', pattern);
  const best = plain.find(({ share }) => share === 1);
  if (!best) throw new LeftOut('format-cannot-say', '*');
  const said = (pattern: string) => pattern.replaceAll('\\*', '*');
  return responseDeclaration({
    id,
    cardinality: 'single',
    baseType: 'string',
    correct: [said(best.pattern)],
    mapping: {
      entries: plain.map(({ pattern, share }) => ({ key: said(pattern), value: share * points })),
      most: points,
      caseSensitive: rule.matchCase,
    },
  });
}

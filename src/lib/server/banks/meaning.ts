import type { AcceptedUnit } from '#lib/domain/questions/numeric.ts';
import type { Gap } from '#lib/domain/questions/cloze.ts';
import type { QuestionBody } from './bank.ts';

/**
 * What a question says, without the keys of its parts and without an order of them that does not matter: other formats carry neither, so two
 * questions that mean the same are equal here. Of weights only the ratio counts; units of one size are names of one unit; numbers are kept
 * to nine digits.
 */
export function meaningOf(body: QuestionBody): string {
  const names = new Map<string, string>();
  const { options = [], choices = [], regions = [] } = body as Lists;
  for (const { key, text, label } of [...options, ...choices, ...regions])
    names.set(key, text ?? label ?? '');
  const named = (value: unknown) => names.get(String(value)) ?? value;
  return JSON.stringify(body, (name, value: unknown) => {
    if (name === 'key') return undefined;
    if (typeof value === 'number') return Number(value.toPrecision(9));
    if (name === 'units') return unitsOf(value as AcceptedUnit[]);
    if (name === 'gaps') return gapsOf(value as Gap[]);
    if (name === 'correctKey' || name === 'choiceKey') return named(value);
    if (name === 'correctKeys') return (value as string[]).map(named).sort();
    if (['options', 'choices', 'regions'].includes(name) || (name === 'items' && body.type !== 'ordering'))
      return [...(value as Named[])].sort(byName);
    if (body.type === 'cloze' && name === 'text' && value === body.text) return numbered(body);
    return inOrder(value);
  });
}

interface Named {
  key: string;
  text?: string;
  label?: string;
}
interface Lists {
  options?: Named[];
  choices?: Named[];
  regions?: Named[];
}

const byName = (a: Named, b: Named) => ((a.text ?? a.label ?? '') < (b.text ?? b.label ?? '') ? -1 : 1);

/** The text with its gaps by their place. */
const numbered = ({ text, gaps }: Extract<QuestionBody, { type: 'cloze' }>) =>
  gaps.reduce((all, { key }, index) => all.replace(`{{${key}}}`, `{{${index + 1}}}`), text);

function gapsOf(gaps: readonly Gap[]): unknown[] {
  const all = gaps.reduce((sum, { weight }) => sum + weight, 0);
  return gaps.map(({ weight, ...gap }) => {
    const share = weight / all;
    if (gap.kind !== 'choice') return { ...gap, share };
    const { correctKey, ...others } = gap;
    return { ...others, share, right: gap.options.find(({ key }) => key === correctKey)?.text };
  });
}

function unitsOf(units: readonly AcceptedUnit[]): unknown {
  const names = new Map<string, string[]>();
  for (const { unit, factor, aliases } of units) {
    const size = factor.toPrecision(9);
    names.set(size, [...(names.get(size) ?? []), unit, ...aliases].sort());
  }
  return [...names].sort();
}

/** The fields of an object in the order of their names: how they were written down says nothing. */
const inOrder = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

import fc from 'fast-check';
import type { BankQuestion, QuestionBody } from '#lib/server/banks/bank.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { anyQuestion } from './factories/questions.ts';

/** Words with every sign that one of the formats gives a meaning. */
const PIECES = [
  ...['=', '~', '#', '{', '}', ':', '\\', '->', '%50%', '[html]', '//', '$CATEGORY: x', '::', '####', '\\n'],
  ...[
    '<b>',
    '&amp;',
    '&',
    '<',
    '>',
    ']]>',
    '"',
    "'",
    '{{a}}',
    '{1:MC:=a~b}',
    '[[1]]',
    '*',
    '\\*',
    '|',
    '_____',
  ],
  ...['TRUE', 'F', '1.8', '1..2', 'سیمان', '水泥', 'CO₂', 'é', '😀', 'a b', '-', '!', '?', '@', '`', '---'],
];
const words = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.join(' '));
const lines = fc.array(words, { minLength: 1, maxLength: 2 }).map((all) => all.join('\n'));

/** A question whose texts are made of such words: no two parts alike, since equal ones cannot be told apart. */
export const awkwardQuestion: fc.Arbitrary<QuestionDocument> = fc
  .tuple(anyQuestion, fc.array(words, { minLength: 30, maxLength: 30 }), lines, lines)
  .map(([question, texts, prompt, explanation]) => {
    let count = 0;
    const next = () => `${texts[count % texts.length]} ${count++}`;
    const replaced = JSON.parse(
      JSON.stringify(question, (name, value: unknown) =>
        // Authors give one answer all points, and shares in whole percent.
        name === 'accepted'
          ? (value as object[]).map((one, index) => ({ ...one, share: index ? 0.5 : 1 }))
          : ['text', 'label', 'alt', 'pattern'].includes(name) &&
              typeof value === 'string' &&
              !value.includes('{{')
            ? name === 'pattern'
              ? next().replaceAll('*', '\\*')
              : next()
            : value,
      ),
    ) as QuestionDocument;
    return { ...replaced, prompt, explanation };
  });

export function bankQuestion(question: QuestionDocument): BankQuestion {
  const { key, objectiveKey, sectionKey, factIds, ...body } = question;
  return {
    name: key,
    line: 1,
    body: body as QuestionBody,
    place: { key, objectiveKey, sectionKey, factIds },
  };
}

/** A question without the keys of its parts, and without an order of them that does not matter: neither is carried by other formats. */
export function told(body: QuestionBody): unknown {
  const names = new Map<string, string>();
  const parts = body as {
    options?: Named[];
    choices?: Named[];
    regions?: Named[];
    gaps?: { options?: Named[] }[];
  };
  for (const list of [parts.options, parts.choices, parts.regions])
    for (const { key, text, label } of list ?? []) names.set(key, text ?? label ?? '');
  const named = (value: unknown) => names.get(String(value)) ?? value;
  return JSON.parse(
    JSON.stringify(body, (name, value: unknown) => {
      if (name === 'key') return undefined;
      // A factor becomes a multiplier and comes back; nobody writes more digits.
      if (typeof value === 'number') return Number(value.toPrecision(9));
      if (name === 'units') return toldUnits(value as UnitLike[]);
      if (name === 'gaps') return toldGaps(value as GapLike[]);
      if (name === 'correctKey' || name === 'choiceKey') return named(value);
      if (name === 'correctKeys') return (value as string[]).map(named).sort();
      if (['options', 'choices', 'regions'].includes(name) || (name === 'items' && body.type !== 'ordering'))
        return [...(value as Named[])].sort(byName);
      if (body.type === 'cloze' && name === 'text' && value === body.text)
        return body.gaps.reduce(
          (all, gap, index) => all.replace(`{{${gap.key}}}`, `{{${index + 1}}}`),
          body.text,
        );
      return value;
    }),
  ) as unknown;
}

interface Named {
  key: string;
  text?: string;
  label?: string;
}
interface GapLike {
  weight: number;
  options?: Named[];
  correctKey?: string;
}

const byName = (a: Named, b: Named) => ((a.text ?? a.label ?? '') < (b.text ?? b.label ?? '') ? -1 : 1);

/** The right option by its words; of the weights only their ratio matters. */
function toldGaps(gaps: readonly GapLike[]): unknown[] {
  const all = gaps.reduce((sum, { weight }) => sum + weight, 0);
  return gaps.map(({ correctKey, weight, ...gap }) => ({
    ...gap,
    weight: weight / all,
    right: gap.options?.find(({ key }) => key === correctKey)?.text,
  }));
}

interface UnitLike {
  unit: string;
  factor: number;
  aliases: string[];
}

/** Two units of the same size are two names of one. */
function toldUnits(units: readonly UnitLike[]): unknown {
  const names = new Map<string, string[]>();
  for (const { unit, factor, aliases } of units) {
    const size = factor.toPrecision(9);
    names.set(size, [...(names.get(size) ?? []), unit, ...aliases].sort());
  }
  return [...names].sort();
}

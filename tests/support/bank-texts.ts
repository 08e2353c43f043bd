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
  const { key, objectiveKey, sectionKey, factIds, watch, ...body } = question;
  return {
    name: key,
    line: 1,
    body: body as QuestionBody,
    place: { key, objectiveKey, sectionKey, factIds, ...(watch ? { watch } : {}) },
  };
}

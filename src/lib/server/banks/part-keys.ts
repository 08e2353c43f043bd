import { createHash } from 'node:crypto';
import { keysTellOrder } from '#lib/domain/questions/ordering.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Keys for the parts of a question (options, items, choices) by their texts: `a`, `b`, ... in an order that depends on the texts alone. Keys
 * stand in the pages that learners get, and many files write the right part first or in the right order, so the order of the file must
 * not show in them. The same texts get the same keys.
 */
export function partKeys(texts: readonly string[], salt = ''): string[] {
  for (let turn = 0; ; turn++) {
    const ranked = texts
      .map((text, index) => ({ index, rank: digest(`${salt}\n${turn}\n${index}\n${text}`) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1));
    const keys = texts.map((_text, index) => letterOf(ranked.findIndex((one) => one.index === index)));
    if (texts.length < 3 || turn > 50 || !keysTellOrder(keys.map((key) => ({ key, text: '' })))) return keys;
  }
}

/** Parts with keys made for them; `prefix` sets the keys of two lists of one question apart. */
export const withKeys = (
  texts: readonly string[],
  salt = '',
  prefix = '',
): { key: string; text: string }[] => {
  const keys = partKeys(texts, salt);
  return texts.map((text, index) => ({ key: `${prefix}${keys[index]}`, text }));
};

const letterOf = (rank: number): string =>
  rank < LETTERS.length
    ? (LETTERS[rank] ?? '')
    : `${letterOf(Math.floor(rank / 26) - 1)}${LETTERS[rank % 26]}`;

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

const LONGEST_NAME = 60;
const LONGEST_KEY = 60;

/** A name for a question that has none: its first words. */
export const nameFrom = (prompt: string): string => {
  const line = prompt.trim().split('\n')[0] ?? '';
  return line.length <= LONGEST_NAME ? line : `${line.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
};

/**
 * A key for a question in a course: the words of its name in lower case, without diacritics, joined by hyphens; made different from those
 * that are taken by a number behind it. A name without any Latin letter or digit gives `question`.
 *
 * Worked example: `Énergie & CO₂` is `energie-co2`; where that is taken, `energie-co2-2`.
 */
export function keyFromName(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? ['question'];
  const key = words.join('-').slice(0, LONGEST_KEY).replace(/-$/, '');
  if (!taken.has(key)) return key;
  for (let number = 2; ; number++) if (!taken.has(`${key}-${number}`)) return `${key}-${number}`;
}

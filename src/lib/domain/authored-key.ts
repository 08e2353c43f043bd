const LONGEST_KEY = 60;

/**
 * A key of the kind that authors write: the words of a name in lower case, without diacritics, joined by hyphens; made different from those
 * that are taken by a number behind it. A name without any Latin letter or digit gives `otherwise`.
 *
 * Worked example: `Énergie & CO₂` is `energie-co2`; where that is taken, `energie-co2-2`.
 */
export function keyFromWords(name: string, taken: ReadonlySet<string>, otherwise: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [otherwise];
  const key = words.join('-').slice(0, LONGEST_KEY).replace(/-$/, '');
  if (!taken.has(key)) return key;
  for (let number = 2; ; number++) if (!taken.has(`${key}-${number}`)) return `${key}-${number}`;
}

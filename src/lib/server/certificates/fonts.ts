import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coverageOf } from './font-coverage.ts';

/** The families of the pinned folder; fonts/README.md lists the files. */
export type Family =
  | 'Brygada 1918'
  | 'Source Sans 3'
  | 'Noto Serif'
  | 'Noto Naskh Arabic'
  | 'Noto Nastaliq Urdu'
  | 'Noto Serif SC';

const FAMILY_OF_FILE: Record<string, Family> = {
  Brygada1918: 'Brygada 1918',
  SourceSans3: 'Source Sans 3',
  NotoSerif: 'Noto Serif',
  NotoNaskhArabic: 'Noto Naskh Arabic',
  NotoNastaliqUrdu: 'Noto Nastaliq Urdu',
  NotoSerifSC: 'Noto Serif SC',
};

/** What every file of a family has a glyph for. */
export type Coverage = ReadonlyMap<Family, ReadonlySet<number>>;

/** Reads the pinned fonts from a folder of files named `Family_weight.ttf`. Throws when one of the families is not there. */
export async function loadFonts(folder: string): Promise<{ files: Buffer[]; coverage: Coverage }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ttf')).sort();
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const coverage = new Map<Family, ReadonlySet<number>>();
  names.forEach((name, index) => {
    const family = FAMILY_OF_FILE[name.split('_')[0] ?? ''];
    const file = files[index];
    if (!family || !file) return;
    const covered = coverageOf(file);
    const before = coverage.get(family);
    coverage.set(family, before ? new Set([...before].filter((code) => covered.has(code))) : covered);
  });
  const lacking = Object.values(FAMILY_OF_FILE).filter((family) => !coverage.has(family));
  if (lacking.length > 0) throw new Error(`Fonts missing in ${folder}: ${lacking.join(', ')}.`);
  return { files, coverage };
}

/** Joiners and variation selectors shape their neighbours and need no glyph of their own. */
const SHAPING_ONLY = /[\p{Join_Control}\p{Variation_Selector}]/u;

/** The characters of a text that none of the families has a glyph for, each once. */
export function missingGlyphs(coverage: Coverage, families: readonly Family[], text: string): string[] {
  const missing = [...text].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    return !SHAPING_ONLY.test(character) && !families.some((family) => coverage.get(family)?.has(code));
  });
  return [...new Set(missing)];
}

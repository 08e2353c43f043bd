import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coverageOf } from '../font-coverage.ts';
import type { Coverage, Family } from '../fonts.ts';
import { CERTIFICATE_FOLDER } from '../render-certificate.ts';

const FILES: Record<Family, string> = {
  'Brygada 1918': 'Brygada1918_600SemiBold.ttf',
  'Source Sans 3': 'SourceSans3_400Regular.ttf',
  'Noto Serif': 'NotoSerif_600SemiBold.ttf',
  'Noto Naskh Arabic': 'NotoNaskhArabic_600SemiBold.ttf',
  'Noto Nastaliq Urdu': 'NotoNastaliqUrdu_500Medium.ttf',
  'Noto Serif SC': 'NotoSerifSC_600SemiBold.ttf',
};

const known = new Map<Family, Promise<ReadonlySet<number>>>();

/** What the fonts that a name may need have a glyph for. Each file is read once, at the first name that needs it, and not kept. */
export async function coverageFor(name: string): Promise<Coverage> {
  const families: Family[] = [
    'Brygada 1918',
    'Noto Serif',
    ...(/\p{Script=Arabic}/u.test(name) ? (['Noto Naskh Arabic', 'Noto Nastaliq Urdu'] as const) : []),
    ...(/\p{Script=Han}/u.test(name) ? (['Noto Serif SC'] as const) : []),
  ];
  const coverage = await Promise.all(
    families.map(async (family) => {
      const read = known.get(family) ?? coverageOfFile(FILES[family]);
      known.set(family, read);
      return [family, await read] as const;
    }),
  );
  return new Map(coverage);
}

const coverageOfFile = async (file: string) =>
  coverageOf(await readFile(join(CERTIFICATE_FOLDER, 'fonts', file)));

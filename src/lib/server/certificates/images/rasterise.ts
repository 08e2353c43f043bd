import { join, resolve } from 'node:path';
import { CERTIFICATE_FOLDER } from '../render-certificate.ts';

const FOLDER = resolve(CERTIFICATE_FOLDER, 'fonts');
const LATIN = ['Brygada1918_600SemiBold.ttf', 'SourceSans3_400Regular.ttf', 'SourceSans3_600SemiBold.ttf'];
/** Read only where a text needs them: the Chinese ones are 14 MB. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Arabic}/u, 'NotoNaskhArabic_600SemiBold.ttf'],
  [/\p{Script=Arabic}/u, 'NotoNastaliqUrdu_500Medium.ttf'],
  [/\p{Script=Han}/u, 'NotoSerifSC_600SemiBold.ttf'],
  [/[^\p{Script=Latin}\p{Script=Arabic}\p{Script=Han}\p{Script=Common}]/u, 'NotoSerif_600SemiBold.ttf'],
];

/**
 * A PNG of a drawing of ours, with the pinned fonts and no other: the same drawing gives the same bytes. It is drawn in a thread of the library's; the
 * event loop waits only while the PNG is written (docs/decisions/0022).
 */
export async function rasterise(svg: string, width: number): Promise<Uint8Array> {
  // A compiled addon: imported when it is needed, so that nothing else waits for it and no bundler touches it.
  const { renderAsync } = await import('@resvg/resvg-js');
  const names = [...LATIN, ...OTHERS.filter(([letters]) => letters.test(svg)).map(([, name]) => name)];
  const drawn = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width },
    font: {
      loadSystemFonts: false,
      fontFiles: names.map((name) => join(FOLDER, name)),
      defaultFontFamily: 'Brygada 1918',
      serifFamily: 'Brygada 1918',
      sansSerifFamily: 'Source Sans 3',
    },
  });
  return new Uint8Array(drawn.asPng());
}

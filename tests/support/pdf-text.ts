import { inflateSync } from 'node:zlib';

/*
 * Reads what a PDF of the press shows. It knows the form in which the press writes (a plain table of objects, glyphs as pairs of bytes, one map to
 * letters for each font) and no other.
 */

interface Shown {
  font: string;
  /** 0 is the box of a letter that the font does not hold. */
  glyph: number;
  /** The letters that the glyph stands for; empty for none. */
  letters: string;
}

/** Everything that is shown, page by page, in the order of the file. */
export function shownGlyphs(pdf: Uint8Array): Shown[][] {
  const text = Buffer.from(pdf).toString('latin1');
  return pagesOf(text).map((page) => {
    const content = contentOf(text, page);
    const maps = new Map(
      [...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', number]) => [
        name,
        lettersOf(text, number),
      ]),
    );
    let font = '';
    return [...content.matchAll(SHOWING)].flatMap(([, chosen, shown = '']) => {
      if (chosen) font = chosen;
      return [...shown.matchAll(STRING)]
        .flatMap(([, string = '']) => pairsOf(string))
        .map((glyph) => ({ font, glyph, letters: maps.get(font)?.get(glyph) ?? '' }));
    });
  });
}

/** The drawing instructions of each page. */
export function pageContents(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf).toString('latin1');
  return pagesOf(text).map((page) => contentOf(text, page));
}

const pagesOf = (text: string): string[] =>
  [...text.matchAll(/\n\d+ 0 obj\n<<\n {2}\/Type \/Page\n[^]*?endobj/g)].map(([page]) => page);
const contentOf = (text: string, page: string): string =>
  streamOf(text, /\/Contents (\d+) 0 R/.exec(page)?.[1]);

/** The words of a page without spaces, as their letters stand in the file. */
export const wordsShown = (pdf: Uint8Array, page = 0): string =>
  (shownGlyphs(pdf)[page] ?? []).map(({ letters }) => letters.trim()).join('');

const STRING = /\(((?:[^\\()]|\\[^])*)\)/g;
/** A font that is chosen, or strings that are shown. */
const SHOWING =
  /\/(f\d+) [\d.]+ Tf|(\[(?:[^\]()]|\((?:[^\\()]|\\[^])*\))*\]|\((?:[^\\()]|\\[^])*\))\s*T[jJ]/g;
const SIGNS: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function pairsOf(string: string): number[] {
  const plain = string.replace(/\\([0-7]{1,3}|[^])/g, (_, sign: string) =>
    /^[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : (SIGNS[sign] ?? sign),
  );
  return numbersOf(Buffer.from(plain, 'latin1'));
}

const numbersOf = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));

function objectOf(text: string, number: string | undefined): string {
  const from = text.indexOf(`\n${number} 0 obj\n`);
  if (from < 0) throw new Error(`The PDF has no object ${number}.`);
  return text.slice(from, text.indexOf('\nendobj', from));
}

function streamOf(text: string, number: string | undefined): string {
  const [head = '', ...rest] = objectOf(text, number).split('stream\n');
  const body = Buffer.from(
    rest
      .join('stream\n')
      .replace(/\nend$/, '')
      .replace(/\nendstream$/, ''),
    'latin1',
  );
  return head.includes('/FlateDecode') ? inflateSync(body).toString('latin1') : body.toString('latin1');
}

/** The map of a font from glyphs to letters. */
function lettersOf(text: string, font: string | undefined): Map<number, string> {
  const number = /\/ToUnicode (\d+) 0 R/.exec(objectOf(text, font))?.[1];
  if (!number) return new Map();
  const letters = (hex: string) => String.fromCharCode(...numbersOf(Buffer.from(hex, 'hex')));
  return new Map(
    [...streamOf(text, number).matchAll(/^<([0-9a-f]{4})> <([0-9a-f]+)>$/gim)].map(
      ([, glyph = '', hex = '']) => [Number.parseInt(glyph, 16), letters(hex)],
    ),
  );
}

import { inflateSync } from 'node:zlib';

/** What the pages of a PDF of the press draw, uncompressed, page by page. */
export function pageContents(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/Contents (\d+) 0 R/g)].map(([, number]) => {
    const start = new RegExp(`\\n${number} 0 obj\\n[^]*?stream\\n`).exec(text);
    if (!start) throw new Error(`The PDF has no object ${number}.`);
    const from = start.index + start[0].length;
    return inflateSync(Buffer.from(text.slice(from, text.indexOf('\nendstream', from)), 'latin1')).toString(
      'latin1',
    );
  });
}

const SIGNS: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The numbers of the glyphs that text is set in, of every font together; 0 is the box of a letter that the font does not hold. */
export function glyphsShown(pdf: Uint8Array): number[] {
  return pageContents(pdf).flatMap((content) =>
    [
      ...content.matchAll(/(\[(?:[^\]()]|\((?:[^\\()]|\\[^])*\))*\]|\((?:[^\\()]|\\[^])*\))\s*T[jJ]/g),
    ].flatMap(([, shown = '']) =>
      [...shown.matchAll(/\(((?:[^\\()]|\\[^])*)\)/g)].flatMap(([, string = '']) => glyphsOf(string)),
    ),
  );
}

function glyphsOf(string: string): number[] {
  const plain = string.replace(/\\([0-7]{1,3}|[^])/g, (_, sign: string) =>
    /^[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : (SIGNS[sign] ?? sign),
  );
  const bytes = Buffer.from(plain, 'latin1');
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));
}

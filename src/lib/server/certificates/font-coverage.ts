/**
 * Which characters a TrueType or OpenType file has a glyph for, as code points: its `cmap` table, formats 4 and 12, the two that
 * fonts for Unicode text use (https://learn.microsoft.com/typography/opentype/spec/cmap). Throws for a file without either.
 */
export function coverageOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableAt(view, 'cmap');
  let best: { format: number; offset: number } | null = null;
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const offset = cmap + view.getUint32(cmap + 8 + index * 8);
    const format = view.getUint16(offset);
    if ((format === 4 || format === 12) && format > (best?.format ?? 0)) best = { format, offset };
  }
  if (!best) throw new Error('The font has no Unicode character map.');
  return best.format === 12 ? groups(view, best.offset) : segments(view, best.offset);
}

function tableAt(view: DataView, tag: string): number {
  for (let record = 12; record < 12 + view.getUint16(4) * 16; record += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((letter) => view.getUint8(record + letter)));
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new Error(`The font has no ${tag} table.`);
}

/** Format 12: runs of code points. */
function groups(view: DataView, at: number): Set<number> {
  const covered = new Set<number>();
  for (let group = at + 16; group < at + 16 + view.getUint32(at + 12) * 12; group += 12) {
    for (let code = view.getUint32(group); code <= view.getUint32(group + 4); code += 1) covered.add(code);
  }
  return covered;
}

/** Format 4: segments of the basic plane; a glyph number of 0 means that there is none. */
function segments(view: DataView, at: number): Set<number> {
  const covered = new Set<number>();
  const size = view.getUint16(at + 6);
  for (let segment = 0; segment < size; segment += 2) {
    const end = view.getUint16(at + 14 + segment);
    const start = view.getUint16(at + 16 + size + segment);
    const delta = view.getUint16(at + 16 + size * 2 + segment);
    const rangeAt = at + 16 + size * 3 + segment;
    const range = view.getUint16(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2);
      if (range === 0 ? (glyph + delta) % 0x10000 : glyph) covered.add(code);
    }
  }
  return covered;
}

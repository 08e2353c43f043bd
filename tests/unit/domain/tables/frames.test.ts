import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, frameHead } from '#lib/domain/tables/frames.ts';

const joined = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('a table in frames', () => {
  it('comes out as it went in, however the line cuts it', () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 10 });
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 17 }), (given, step) => {
        const line = joined([
          ...given.flatMap((piece, index) => [frameHead(piece.length, index + 1), piece]),
          frameHead(0, given.length),
        ]);
        const reader = new FrameReader();
        const out: Uint8Array[] = [];
        for (let at = 0; at < line.length; at += step) {
          expect(reader.isWhole).toBe(false);
          out.push(...reader.take(line.subarray(at, at + step)));
        }
        expect(joined(out)).toEqual(joined(given));
        expect(reader).toMatchObject({ rows: given.length, isWhole: true });
      }),
    );
  });

  it('is not whole without its last frame', () => {
    const reader = new FrameReader();
    reader.take(joined([frameHead(2, 5), Uint8Array.of(1, 2)]) as Uint8Array<ArrayBuffer>);
    expect(reader).toMatchObject({ rows: 5, isWhole: false });
  });
});

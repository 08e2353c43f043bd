/**
 * A file that plays is kept in parts: a broken line costs one part at most, and a player that asks for the middle gets it without the
 * beginning being read.
 */
export const PART_BYTES = 4_194_304;

export interface ByteRange {
  /** Both included. */
  start: number;
  end: number;
}

/** Where the part with that number is kept; the query tells it from the file itself. */
export const partAddress = (address: string, part: number): string => `${address}?part=${part}`;

export const partCount = (bytes: number): number => Math.ceil(bytes / PART_BYTES);

/** The bytes of a part. Worked example: the second part of 5 MiB is byte 4,194,304 to 5,242,879. */
export const partRange = (part: number, bytes: number): ByteRange => ({
  start: part * PART_BYTES,
  end: Math.min(bytes, (part + 1) * PART_BYTES) - 1,
});

/**
 * A `Range` header over a file of that many bytes; null: the whole file is wanted (no header, or one that asks for several ranges, which may be
 * answered so: RFC 9110, section 14.2). `unsatisfiable`: it begins after the end.
 *
 * Worked example: of 1,000 bytes `bytes=900-` is 900 to 999, `bytes=-100` the same, `bytes=1000-` cannot be given.
 */
export function rangeOf(header: string | null, bytes: number): ByteRange | null | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const last = Number(to);
    return last === 0 ? 'unsatisfiable' : { start: Math.max(0, bytes - last), end: bytes - 1 };
  }
  const start = Number(from);
  if (start >= bytes) return 'unsatisfiable';
  const end = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return end < start ? null : { start, end };
}

/** The bytes of a range, out of parts that are read one after the other as they are wanted. */
export function streamOf(
  { start, end }: ByteRange,
  readPart: (part: number) => Promise<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = start;
  return new ReadableStream({
    async pull(controller) {
      const part = Math.floor(next / PART_BYTES);
      const bytes = await readPart(part);
      const from = next - part * PART_BYTES;
      const piece = bytes.subarray(from, end + 1 - part * PART_BYTES);
      if (piece.length === 0) throw new Error(`Part ${part} is shorter than it was.`);
      controller.enqueue(piece);
      next += piece.length;
      if (next > end) controller.close();
    },
  });
}

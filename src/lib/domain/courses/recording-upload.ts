/**
 * An upload comes in pieces of one size, each where the last one ended, so that every piece has one place: sending it again, or from two
 * windows, writes the same bytes to the same place. Small enough that a line that breaks every minute loses little, and that a piece fits in
 * what the server reads of any request.
 */
export const PIECE_BYTES = 512 * 1024;

/** How many bytes the piece at that offset has. Worked example: of 600,000 bytes the piece at 524,288 has 75,712. */
export const pieceLength = (offset: number, sizeBytes: number): number =>
  Math.min(PIECE_BYTES, sizeBytes - offset);

/** Where the pieces of so many bytes begin. */
export function* pieceOffsets(sizeBytes: number): Generator<number> {
  for (let offset = 0; offset < sizeBytes; offset += PIECE_BYTES) yield offset;
}

/** Uploads that lay still for so long are forgotten. */
export const UPLOAD_KEPT_DAYS = 7;

const LONGEST_NAME = 200;

/**
 * The name of a file as it is kept and offered again: its last part alone, without signs that control or turn text. Worked example:
 * `C:\\films\\..\\lecture 3.mp4` is `lecture 3.mp4`. Empty: nothing is left.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(/\p{C}|[\u2028\u2029]/gu, '').trim();
  return /^\.*$/.test(clean) ? '' : [...clean].slice(0, LONGEST_NAME).join('');
}

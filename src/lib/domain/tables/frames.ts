/**
 * A table on its way to a page that shows how far it is. A page with scripts asks for frames by the header `ROWS_HEADER: framed`; the answer has the same
 * header, and before each piece of the file stand its length in bytes and the number of rows so far, both as 32 bits, high byte first. A frame of length 0
 * ends the file: one that breaks off is never taken for whole. Without the header the answer is the file itself.
 *
 * Worked example: the piece `ab` after 7 rows is `00 00 00 02  00 00 00 07  61 62`.
 */
export const ROWS_HEADER = 'x-rows';
export const FRAMED = 'framed';
/** How many rows there will be; absent: not known. */
export const TOTAL_HEADER = 'x-rows-total';

const HEAD_BYTES = 8;

export function frameHead(length: number, rows: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(HEAD_BYTES);
  const view = new DataView(head.buffer);
  view.setUint32(0, length);
  view.setUint32(4, rows);
  return head;
}

/** Takes frames apart, however the line cut them. */
export class FrameReader {
  /** Rows so far. */
  rows = 0;
  /** Has the end come? */
  isWhole = false;

  #head = new Uint8Array(HEAD_BYTES);
  #headLength = 0;
  #left = 0;

  /** The pieces of the file in these bytes. */
  take(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let at = 0; at < bytes.length;) {
      if (this.#left > 0) {
        const piece = bytes.subarray(at, at + this.#left);
        pieces.push(piece);
        this.#left -= piece.length;
        at += piece.length;
      } else {
        this.#head[this.#headLength] = bytes[at] ?? 0;
        this.#headLength += 1;
        at += 1;
        if (this.#headLength === HEAD_BYTES) this.#open();
      }
    }
    return pieces;
  }

  #open(): void {
    const view = new DataView(this.#head.buffer);
    this.#left = view.getUint32(0);
    this.rows = view.getUint32(4);
    this.#headLength = 0;
    this.isWhole = this.#left === 0;
  }
}

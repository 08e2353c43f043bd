import { IMPORT_LIMITS } from '#lib/domain/imports/import-limits.ts';
import type { FileLine } from '#lib/domain/imports/judge-people.ts';
import { TableRefused } from './table-refused.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * The lines of a text by RFC 4180, parted by commas, semicolons or tabs: whichever stands most often in the first line, outside quotes. `line` counts as an editor
 * does, also where a quoted cell holds line ends. A first line `sep=;`, as spreadsheets write it, is obeyed.
 */
export function parseCsv(text: string): FileLine[] {
  const said = /^sep=([,;\t])\r?\n/i.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  return new CsvReader(body, said?.[1] ?? delimiterOf(body), said ? 2 : 1).read();
}

function delimiterOf(text: string): string {
  const [head = ''] = text
    .slice(0, 20_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1);
  const count = (sign: string) => head.split(sign).length;
  return DELIMITERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

class CsvReader {
  readonly #lines: FileLine[] = [];
  #cells: string[] = [];
  #at = 0;
  readonly #text: string;
  readonly #delimiter: string;
  #line: number;

  constructor(text: string, delimiter: string, line: number) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#line = line;
  }

  read(): FileLine[] {
    while (this.#at < this.#text.length) this.#readLine();
    return this.#lines;
  }

  #readLine(): void {
    const line = this.#line;
    this.#cells = [];
    for (;;) {
      this.#cells.push(this.#text[this.#at] === '"' ? this.#quoted() : this.#plain());
      if (this.#cells.length > IMPORT_LIMITS.columns) throw new TableRefused('too-many-columns');
      if (this.#text[this.#at] !== this.#delimiter) break;
      this.#at += 1;
    }
    if (this.#text[this.#at] === '\r') this.#at += 1;
    if (this.#text[this.#at] === '\n') this.#at += 1;
    this.#line += 1;
    this.#lines.push({ line, cells: this.#cells, formulas: [] });
    if (this.#lines.length > IMPORT_LIMITS.lines * 2) throw new TableRefused('too-many-lines');
  }

  #plain(): string {
    const from = this.#at;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const sign = this.#text[this.#at];
      if (sign === this.#delimiter || sign === '\n' || sign === '\r') break;
      if (this.#at - from > IMPORT_LIMITS.cellLength) throw new TableRefused('cell-too-long');
    }
    return this.#text.slice(from, this.#at);
  }

  #quoted(): string {
    let value = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const sign = this.#text[this.#at] ?? '';
      if (sign === '"' && this.#text[this.#at + 1] === '"') this.#at += 1;
      else if (sign === '"') break;
      if (sign === '\n') this.#line += 1;
      value += sign;
      if (value.length > IMPORT_LIMITS.cellLength) throw new TableRefused('cell-too-long');
    }
    this.#at += 1;
    // What stands between the closing quote and the next sign that parts cells belongs to it.
    return value + this.#plain();
  }
}

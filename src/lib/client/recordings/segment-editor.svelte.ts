import { clockText, parseClock } from '../../domain/courses/clock-time.ts';
import { blankSegment, isBlankSegment, type TypedSegment } from '../../domain/courses/segment-form.ts';

/** A segment in the editor: its fields, and what nobody types. */
export interface EditorRow extends TypedSegment {
  /** Tells rows apart while they come and go. */
  id: number;
  /** Was it added in the product? Then its summary can be written, and it can be removed. */
  isAdded: boolean;
  /** Who watched or read it. */
  people: number;
}

export type ClockName = 'start' | 'end';
type Known = Pick<EditorRow, 'isAdded' | 'people'> & { typed: TypedSegment };

/** What the keys of the page work on. */
interface Playing {
  readonly now: number;
  toggle(): void;
}

/**
 * The form of a recording's segments while somebody works on it: the rows, which of them is set by the buttons and keys, and whether
 * something is not published. The last row is a new segment; left blank it is nothing.
 */
export class SegmentEditor {
  rows = $state<EditorRow[]>([]);
  /** Place of the row that buttons and keys set. */
  chosen = $state(0);
  /** Single keys get in the way of some tools that people work with. */
  keysOn = $state(true);
  /** Published, or sent away with it: leaving asks nothing any more. */
  #kept = $state('');
  #count = 0;
  readonly #module: string;

  /** `typed` is what a form held that came back; without it the rows are as published. */
  constructor(known: readonly Known[], module: string, typed?: readonly TypedSegment[]) {
    this.#module = module;
    this.reset(known);
    if (typed) this.rows = this.#rowsOf(known, typed);
  }

  get isDirty(): boolean {
    return this.text !== this.#kept;
  }

  get row(): EditorRow | undefined {
    return this.rows[this.chosen];
  }

  /** Begins again with what is published. */
  reset(known: readonly Known[]): void {
    this.rows = this.#rowsOf(
      known,
      known.map(({ typed }) => typed),
    );
    this.chosen = Math.min(this.chosen, this.rows.length - 1);
    this.keep();
  }

  /** What is typed now is safe: it is published, or was given up. */
  keep(): void {
    this.#kept = this.text;
  }

  /** Takes a time of the recording, in whole seconds, as the start or the end of the chosen segment. */
  take(name: ClockName, seconds: number): void {
    if (this.row) this.row[name] = clockText(Math.round(seconds));
  }

  /** Moves a start or an end; a field that holds no time stays as it is. Gives the new second. */
  nudge(row: EditorRow, name: ClockName, by: number): number | null {
    const seconds = parseClock(row[name]);
    if (seconds === null) return null;
    const moved = Math.max(0, seconds + by);
    row[name] = clockText(moved);
    return moved;
  }

  /** A mark at a second of the recording; before the start of the segment there is none. Gives its place, or -1. */
  addMark(seconds: number): number {
    const { row } = this;
    const at = Math.round(seconds) - (row ? (parseClock(row.start) ?? 0) : 0);
    if (!row || at < 0) return -1;
    const mark = { at: clockText(at), title: '' };
    const blank = row.marks.findIndex((one) => one.at.trim() === '' && one.title.trim() === '');
    if (blank >= 0) row.marks[blank] = mark;
    else row.marks.push(mark);
    return blank >= 0 ? blank : row.marks.length - 1;
  }

  removeMark(row: EditorRow, place: number): void {
    row.marks.splice(place, 1);
  }

  /** One more new segment, if the last one is in use. */
  addSegment(): void {
    const last = this.rows.at(-1);
    if (!last || !isBlankSegment(last)) this.rows.push(this.#new(blankSegment(last?.module ?? this.#module)));
    this.chosen = this.rows.length - 1;
  }

  /** Takes a new segment away that was never published. */
  removeNew(row: EditorRow): void {
    this.rows = this.rows.filter((one) => one !== row);
    if (this.rows.at(-1)?.key !== '') this.rows.push(this.#new(blankSegment(this.#module)));
    this.chosen = Math.min(this.chosen, this.rows.length - 1);
  }

  /** Space, S, E and M, unless the focus is where they mean something else. True when the key did something. */
  press(event: KeyboardEvent, player: Playing): boolean {
    if (!this.keysOn || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
      return false;
    if (isTyping(event.target)) return false;
    const key = event.key.toLowerCase();
    if (key === ' ') {
      if (isControl(event.target)) return false;
      player.toggle();
    } else if (key === 's') this.take('start', player.now);
    else if (key === 'e') this.take('end', player.now);
    else if (key === 'm') this.addMark(player.now);
    else return false;
    event.preventDefault();
    return true;
  }

  #rowsOf(known: readonly Known[], typed: readonly TypedSegment[]): EditorRow[] {
    const rows = typed.map((one) => {
      const own = known.find(({ typed: of }) => of.module === one.module && of.key === one.key);
      return {
        ...this.#new(one),
        isAdded: own?.isAdded ?? true,
        people: own?.people ?? 0,
      };
    });
    return rows.at(-1)?.key === '' ? rows : [...rows, this.#new(blankSegment(this.#module))];
  }

  #new(typed: TypedSegment): EditorRow {
    const marks = typed.marks.map((mark) => ({ ...mark }));
    return { ...typed, marks, id: this.#count++, isAdded: true, people: 0 };
  }

  /** Everything that is typed. Lines that are blank say nothing, also of being there. */
  get text(): string {
    return JSON.stringify(
      this.rows
        .filter((row) => !isBlankSegment(row))
        .map(({ id: _id, marks, ...row }) => [row, marks.filter(({ at, title }) => at + title !== '')]),
    );
  }
}

const TEXT_FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]';
const CONTROLS = 'a, button, summary, input, video, audio';

const isIn = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;
const isTyping = (target: EventTarget | null) => isIn(target, TEXT_FIELDS);
const isControl = (target: EventTarget | null) => isIn(target, CONTROLS);

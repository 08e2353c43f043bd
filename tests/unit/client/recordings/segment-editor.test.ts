import { beforeAll, describe, expect, test, vi } from 'vitest';
import { SegmentEditor } from '#lib/client/recordings/segment-editor.svelte.ts';
import { typed } from '../../../support/factories/segments.ts';

/** As much of the page as the keys look at. */
class FakeElement {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  closest(selector: string) {
    return selector.split(', ').some((one) => one.startsWith(this.name)) ? this : null;
  }
}
beforeAll(() => vi.stubGlobal('Element', FakeElement));

const known = [
  { typed: typed({ startSeconds: 60, endSeconds: 120 }), isAdded: false, people: 3 },
  { typed: typed({ key: 'other', title: 'Another' }), isAdded: true, people: 0 },
];
const open = () => new SegmentEditor(known, 'steel');

function press(editor: SegmentEditor, key: string, on = 'body', more: object = {}, now = 75.4) {
  const player = { now, toggle: vi.fn() };
  const event = { key, target: new FakeElement(on), preventDefault: vi.fn(), ...more };
  const did = editor.press(event as unknown as KeyboardEvent, player);
  return { did, toggled: player.toggle.mock.calls.length, prevented: event.preventDefault.mock.calls.length };
}

describe('the rows', () => {
  test('are the segments and a new one, and nothing is unpublished at first', () => {
    const editor = open();
    expect(editor.rows.map(({ key, isAdded, people }) => [key, isAdded, people])).toEqual([
      ['lecture', false, 3],
      ['other', true, 0],
      ['', true, 0],
    ]);
    expect(editor.isDirty).toBe(false);
  });

  test('of a form that came back hold what was typed, which is not published', () => {
    const editor = new SegmentEditor(known, 'steel', [{ ...typed(), title: 'Typed' }]);
    expect(editor.rows.map(({ title, people }) => [title, people])).toEqual([
      ['Typed', 3],
      ['', 0],
    ]);
    expect(editor.isDirty).toBe(true);
    editor.reset(known);
    expect(editor.isDirty).toBe(false);
  });

  test('a blank mark or a blank segment is no change', () => {
    const editor = open();
    editor.row?.marks.push({ at: '', title: '' });
    editor.addSegment();
    expect([editor.isDirty, editor.rows.length, editor.chosen]).toEqual([false, 3, 2]);
    editor.take('start', 10);
    expect(editor.isDirty).toBe(true);
    editor.addSegment();
    expect(editor.rows).toHaveLength(4);
    const [, , row] = editor.rows;
    if (row) editor.removeNew(row);
    expect([editor.isDirty, editor.rows.length]).toEqual([false, 3]);
  });
});

describe('times and marks', () => {
  test('are taken from the recording, and moved by a second, never below its beginning', () => {
    const editor = open();
    editor.take('end', 3723.4);
    const { row } = editor;
    if (!row) throw new Error('No row is chosen.');
    expect(row.end).toBe('1:02:03');
    expect([editor.nudge(row, 'end', 1), row.end]).toEqual([3724, '1:02:04']);
    row.start = '0:00';
    expect([editor.nudge(row, 'start', -1), row.start]).toEqual([0, '0:00']);
    row.start = 'soon';
    expect([editor.nudge(row, 'start', 1), row.start]).toEqual([null, 'soon']);
  });

  test('a mark counts from the start of its segment, and a blank line is used first', () => {
    const editor = open();
    editor.row?.marks.push({ at: '', title: '' });
    expect([editor.addMark(100), editor.addMark(60), editor.addMark(59)]).toEqual([0, 1, -1]);
    expect(editor.row?.marks.map(({ at }) => at)).toEqual(['0:40', '0:00']);
    if (editor.row) editor.removeMark(editor.row, 0);
    expect(editor.row?.marks).toHaveLength(1);
  });
});

describe('keys', () => {
  test('play, take the start and the end, and add a mark', () => {
    const editor = open();
    expect(press(editor, ' ')).toEqual({ did: true, toggled: 1, prevented: 1 });
    press(editor, 's', 'body', {}, 61);
    press(editor, 'E', 'body', {}, 100);
    press(editor, 'm', 'body', {}, 75.4);
    expect(editor.row).toMatchObject({ start: '1:01', end: '1:40', marks: [{ at: '0:14' }] });
  });

  test.each([
    ['s', 'textarea', {}],
    ['s', 'input', {}],
    ['s', 'select', {}],
    [' ', 'button', {}],
    ['s', 'body', { ctrlKey: true }],
    ['s', 'body', { metaKey: true }],
    ['s', 'body', { defaultPrevented: true }],
    ['x', 'body', {}],
  ])('%s on %s with %j does what it always does', (key, on, more) => {
    const editor = open();
    expect(press(editor, key, on, more)).toEqual({ did: false, toggled: 0, prevented: 0 });
    expect(editor.isDirty).toBe(false);
  });

  test('can be switched off', () => {
    const editor = open();
    editor.keysOn = false;
    expect(press(editor, 's').did).toBe(false);
  });
});

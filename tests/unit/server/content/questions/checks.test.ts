import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { checkOwnFields, questionEntry } from '#lib/server/content/questions/registry.ts';

const picture = { hash: 'aa', mediaType: 'image/png', width: 100, height: 50 } as const;
const shared = { key: 'q', prompt: 'What?', explanation: 'Why.' };

/** The faults of an entry as `place: message`, and the texts whose numbers must be cited. */
function looked(entry: Record<string, unknown>) {
  const faults: string[] = [];
  const cited: string[] = [];
  checkOwnFields(v.parse(questionEntry, { ...shared, ...entry }), {
    prompt: shared.prompt,
    pictures: (file) => (file === 'plant.png' ? picture : null),
    fault: (place, message) => faults.push(`${place.join('.')}: ${message}`),
    numbers: (_place, text) => cited.push(text),
    unique(field, keys) {
      if (new Set(keys).size < keys.length) faults.push(`${field}: stands twice`);
    },
  });
  return { faults, cited };
}

const choices = [
  { key: 'kiln', text: 'Kiln of 1450 degrees' },
  { key: 'mill', text: 'Mill of 99' },
  { key: 'silo', text: 'Silo' },
];
const items = [
  { key: 'first', text: 'Clinker', choice: 'kiln' },
  { key: 'second', text: 'Store', choice: 'silo' },
];
const rect = { type: 'rect', x: 0, y: 0, width: 40, height: 50 };
const regions = [
  { key: 'left', label: 'Place 1', shape: rect },
  { key: 'right', label: 'Place 2', shape: { type: 'circle', x: 75, y: 25, radius: 20 } },
];
const gaps = [
  { key: 'who', kind: 'text', accepted: ['clinker'] },
  {
    key: 'much',
    kind: 'number',
    value: 8,
    tolerance: { absolute: 1 },
    unit: '%',
    units: [{ unit: '%', factor: 1 }],
  },
];
const text = 'Of {{who}} comes {{much}} in 2020.';

describe('what is in order has no fault', () => {
  test.each([
    { type: 'short-text', accepted: ['clinker', { text: 'cement*', share: 0.5 }] },
    { type: 'matching', choices, items },
    { type: 'categorise', choices, items },
    { type: 'cloze', text, gaps },
    { type: 'hotspot', picture: { file: 'plant.png', alt: 'A plant' }, regions, correct: ['left'] },
  ])('$type', (entry) => {
    expect(looked(entry).faults).toEqual([]);
  });
});

test.each([
  [
    'nothing gets all points',
    { type: 'short-text', accepted: [{ text: 'a', share: 0.5 }] },
    'accepted: one answer must get all points',
  ],
  [
    'everything is accepted',
    { type: 'short-text', accepted: ['a', ' * '] },
    'accepted.1: the answer * accepts everything',
  ],
  [
    'an item points at no choice',
    { type: 'matching', choices, items: [...items, { key: 'third', text: 'x', choice: 'hall' }] },
    'items.2: the choice hall does not exist',
  ],
  [
    'all items belong to one choice',
    { type: 'categorise', choices, items: items.map((item) => ({ ...item, choice: 'kiln' })) },
    'items: items of at least two choices are needed',
  ],
  [
    'a key gives the answer away',
    { type: 'matching', choices, items: [{ key: 'kiln', text: 'x', choice: 'kiln' }, items[1]] },
    'items.0: the key kiln is also that of its choice and gives the answer away',
  ],
  [
    'two items have one key',
    { type: 'matching', choices, items: [items[0], { ...items[1], key: 'first' }] },
    'items: stands twice',
  ],
  [
    'a gap is not in the text',
    { type: 'cloze', text: 'Of {{who}}.', gaps },
    'text: the gap {{much}} must stand once in the text and once in gaps',
  ],
  [
    'a gap of the text has no rule',
    { type: 'cloze', text: `${text} {{other}}`, gaps },
    'text: the gap {{other}} must stand once in the text and once in gaps',
  ],
  [
    'a gap to choose has two right options',
    {
      type: 'cloze',
      text: 'A {{one}}.',
      gaps: [
        { key: 'one', kind: 'choice', options: ['a', 'b'].map((key) => ({ key, text: key, correct: true })) },
      ],
    },
    'gaps.0: exactly one option must be correct',
  ],
  [
    'the unit of a gap is not accepted',
    {
      type: 'cloze',
      text: 'A {{one}}.',
      gaps: [
        {
          key: 'one',
          kind: 'number',
          value: 1,
          tolerance: { absolute: 0 },
          unit: 't',
          units: [{ unit: 'kg', factor: 1 }],
        },
      ],
    },
    'gaps.0: the unit of the answer (t) must be accepted with factor 1',
  ],
  [
    'a picture is missing',
    { type: 'hotspot', picture: { file: 'other.png', alt: 'A' }, regions, correct: ['left'] },
    'picture: the picture other.png does not exist',
  ],
  [
    'a region lies outside',
    {
      type: 'hotspot',
      picture: { file: 'plant.png', alt: 'A' },
      regions: [regions[0], { ...regions[1], shape: { type: 'circle', x: 95, y: 25, radius: 20 } }],
      correct: ['left'],
    },
    'regions.1: the region right lies outside the picture (100 x 50)',
  ],
  [
    'the right region does not exist',
    { type: 'hotspot', picture: { file: 'plant.png', alt: 'A' }, regions, correct: ['middle'] },
    'correct: the region middle does not exist',
  ],
  [
    'every region is right',
    { type: 'hotspot', picture: { file: 'plant.png', alt: 'A' }, regions, correct: ['left', 'right'] },
    'correct: a right and a wrong region are needed',
  ],
])('a fault is named where %s', (_what, entry, fault) => {
  expect(looked(entry).faults).toEqual([fault]);
});

test('numbers of what is right must be cited, those of wrong choices need not', () => {
  expect(looked({ type: 'matching', choices, items }).cited).toEqual([
    'Clinker',
    'Store',
    'Kiln of 1450 degrees',
    'Silo',
  ]);
  expect(looked({ type: 'cloze', text, gaps }).cited.join(' ')).toMatch(/2020.*clinker.*8/);
});

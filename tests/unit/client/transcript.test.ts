import { describe, expect, test } from 'vitest';
import { Transcript, type TranscriptLine } from '#lib/client/player/transcript.svelte.ts';

const LINES: TranscriptLine[] = [
  { start: 0, end: 4, text: 'Steel needs heat.' },
  { start: 5, end: 9, text: 'فولاد کربن دارد' },
  { start: 9, end: 12, text: 'Émissions of CO₂' },
];
const filled = async () => {
  const transcript = new Transcript(() => Promise.resolve(LINES));
  await transcript.open('en', '/x.vtt');
  return transcript;
};

test.each([
  [0, 'Steel needs heat.'],
  [3.9, 'Steel needs heat.'],
  [4.5, undefined],
  [9, 'Émissions of CO₂'],
  [12, undefined],
])('at %f s is said: %s', async (seconds, text) => {
  expect((await filled()).at(seconds)?.text).toBe(text);
});

describe('a search', () => {
  test.each([
    ['HEAT', 1],
    ['emissions', 1],
    ['co2', 1],
    ['كربن', 1],
    ['  ', 3],
    ['coal', 0],
  ])('for %j finds %i lines', async (words, count) => {
    const transcript = await filled();
    transcript.words = words;
    expect(transcript.found).toHaveLength(count);
  });
});

test('captions that do not come are said to have failed, and are asked for again', async () => {
  let asked = 0;
  const transcript = new Transcript(() =>
    ++asked === 1 ? Promise.reject(new Error('no line')) : Promise.resolve(LINES),
  );
  await transcript.open('en', '/x.vtt');
  expect([transcript.failed, transcript.lines.length]).toEqual([true, 0]);
  await transcript.open('en', '/x.vtt');
  expect([transcript.failed, transcript.lines.length]).toEqual([false, 3]);
  await transcript.open('en', '/x.vtt');
  expect(asked).toBe(2);
});

test('the language that was asked for last is shown, whichever comes first', async () => {
  const arrive = new Map<string, (lines: TranscriptLine[]) => void>();
  const transcript = new Transcript((address) => new Promise((resolve) => arrive.set(address, resolve)));
  const first = transcript.open('en', '/en.vtt');
  const second = transcript.open('fa', '/fa.vtt');
  arrive.get('/fa.vtt')?.([LINES[1] as TranscriptLine]);
  arrive.get('/en.vtt')?.([LINES[0] as TranscriptLine]);
  await Promise.all([first, second]);
  expect(transcript.lines.map(({ text }) => text)).toEqual(['فولاد کربن دارد']);
});

import { beforeEach, expect, test } from 'vitest';
import { rememberedSources, SourceStore } from '#lib/client/player/source-memory.ts';
import { FakeStorage } from '../../support/fake-storage.ts';

const DAY = 86_400_000;
let storage: FakeStorage;
let now = 0;
const store = () => new SourceStore(storage, () => now);

beforeEach(() => {
  storage = new FakeStorage();
  now = 1_000 * DAY;
});

test('the source that was chosen last is remembered', () => {
  store().choose('audio');
  store().choose('video-240');
  expect(store().memory).toEqual({ chosen: 'video-240', unreachable: [] });
});

test('a source that could not be reached is remembered for a week, or until it plays', () => {
  store().fail('youtube');
  store().fail('audio');
  expect(store().memory.unreachable).toEqual(['audio', 'youtube']);
  store().choose('audio');
  expect(store().memory.unreachable).toEqual(['youtube']);
  now += 6.9 * DAY;
  expect(store().memory.unreachable).toEqual(['youtube']);
  now += 0.2 * DAY;
  expect(store().memory.unreachable).toEqual([]);
});

test('the speed is remembered beside it', () => {
  const one = store();
  one.rate = 1.5;
  one.choose('audio');
  one.fail('youtube');
  expect(store().rate).toBe(1.5);
});

test.each(['', 'no JSON', '[]', '{"chosen":"radio","unreachable":5,"rate":"fast"}', '{"rate":40}', 'null'])(
  'what is kept and cannot be read is nothing: %s',
  (text) => {
    storage.setItem('pathways.sources', text);
    expect(store().memory).toEqual({ chosen: null, unreachable: [] });
    expect(store().rate).toBe(1);
  },
);

test('a browser that keeps nothing asks again each time', () => {
  storage.broken = true;
  const one = store();
  one.choose('audio');
  one.rate = 2;
  expect([one.memory.chosen, one.rate]).toEqual([null, 1]);
});

test('where there is no storage at all nothing is remembered', () => {
  expect(rememberedSources()).toEqual({ chosen: null, unreachable: [] });
});

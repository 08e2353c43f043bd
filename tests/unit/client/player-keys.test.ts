import { describe, expect, test } from 'vitest';
import { keyAct, press, type KeyActs } from '#lib/client/player/keys.ts';
import type { Playback } from '#lib/client/player/playback.svelte.ts';

const free = { ctrlKey: false, altKey: false, metaKey: false };
const region = { tag: 'DIV' };

test.each([
  [' ', 'toggle'],
  ['k', 'toggle'],
  ['K', 'toggle'],
  ['ArrowLeft', 'back'],
  ['ArrowRight', 'forward'],
  ['<', 'slower'],
  ['>', 'faster'],
  ['0', 'tenths'],
  ['9', 'tenths'],
  ['n', 'missing'],
  ['c', 'captions'],
  ['f', 'full-screen'],
  ['?', 'help'],
  ['x', null],
  ['Tab', null],
  ['Enter', null],
  ['Escape', null],
])('the key %j is %s', (key, act) => expect(keyAct({ key, ...free }, region)).toBe(act));

test.each(['ctrlKey', 'altKey', 'metaKey'])('with %s it belongs to the browser', (held) => {
  expect(keyAct({ key: 'f', ...free, [held]: true }, region)).toBeNull();
});

test.each([
  ['INPUT', 'search', 'k', null],
  ['INPUT', 'range', 'ArrowLeft', 'back'],
  ['TEXTAREA', undefined, 'k', null],
  ['SELECT', undefined, '2', null],
  ['BUTTON', undefined, ' ', null],
  ['A', undefined, ' ', null],
  ['BUTTON', undefined, 'k', 'toggle'],
])('in %s %s the key %j is %s', (tag, type, key, act) => {
  expect(keyAct({ key, ...free }, type ? { tag, type } : { tag })).toBe(act);
});

describe('a key does', () => {
  const done: string[] = [];
  const playback = {
    now: 50,
    length: 200,
    toggle: () => done.push('toggle'),
    seek: (to: number) => done.push(`seek ${to}`),
    step: (by: number) => done.push(`step ${by}`),
  } as unknown as Playback;
  const acts: KeyActs = {
    captions: () => done.push('captions'),
    fullScreen: () => done.push('full'),
    missing: () => done.push('missing'),
    help: () => done.push('help'),
  };
  test.each([
    ['toggle', ' ', 'toggle'],
    ['back', 'ArrowLeft', 'seek 45'],
    ['forward', 'ArrowRight', 'seek 55'],
    ['slower', '<', 'step -1'],
    ['faster', '>', 'step 1'],
    ['tenths', '3', 'seek 60'],
    ['missing', 'n', 'missing'],
    ['captions', 'c', 'captions'],
    ['full-screen', 'f', 'full'],
    ['help', '?', 'help'],
  ] as const)('%s', (act, key, expected) => {
    press(act, key, playback, acts);
    expect(done.at(-1)).toBe(expected);
  });
});

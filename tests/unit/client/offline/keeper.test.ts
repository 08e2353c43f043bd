import { beforeEach, describe, expect, test } from 'vitest';
import { cacheSlots } from '#lib/client/offline/cache-slots.ts';
import { keepModule, type KeepPlan } from '#lib/client/offline/keeper.ts';
import { partAddress } from '#lib/client/offline/parts.ts';
import { refreshPages } from '#lib/client/offline/refresh-pages.ts';
import { MemoryCaches } from '../../../support/memory-caches.ts';
import { MemoryDevice } from '../../../support/memory-device.ts';

const ORIGIN = 'https://pathways.test';
const PRACTICE = '/learn/course/steel/practice/019c0000-0000-7000-8000-000000000001';
const plan: KeepPlan = {
  account: 'anna',
  course: 'course',
  module: 'steel',
  title: 'The steel industry',
  lang: 'en',
  sector: 'steel',
  locale: 'fa',
  media: [{ address: '/api/recordings/f1', kind: 'audio', mediaType: 'audio/mp4', bytes: 10 }],
  captions: ['/api/captions/course/steel/lecture/en.vtt'],
  inUse: ['/_app/immutable/assets/sans.woff2'],
};
const [slotA, slotB] = cacheSlots(plan);

let store: MemoryDevice;
let caches: MemoryCaches;
let asked: string[];
let broken: ((address: string) => Response | Promise<Response> | null) | null;
let abort: AbortController;
let progress: number[];
let account: string;

/** A small site: a module page with a script that loads another, a practice with a picture. */
const SITE: Record<string, string> = {
  '/learn/course/steel': '<script>import("/_app/immutable/entry/app.1.js")</script>',
  '/learn/course/steel/practice?/start': '<img src="/api/pictures/p1">',
  '/kept': '<p>kept</p>',
  '/_app/immutable/entry/app.1.js': 'import("../nodes/0.1.js");import("../nodes/7.1.js")',
  '/_app/immutable/nodes/0.1.js': 'import("../chunks/later.js")',
  '/_app/immutable/chunks/later.js': '',
  '/_app/immutable/assets/sans.woff2': 'font',
  '/api/pictures/p1': 'picture',
  '/api/captions/course/steel/lecture/en.vtt': 'WEBVTT',
  '/api/recordings/f1': '0123456789',
};

function answer(address: string, init: RequestInit): Response {
  const text = SITE[address];
  const range = new Headers(init.headers).get('range');
  const status = text === undefined ? 404 : range ? 206 : 200;
  const response = new Response(text ?? '', { status, headers: { 'x-pathways-account': account } });
  const path = address.endsWith('?/start') ? PRACTICE : address;
  Object.defineProperty(response, 'url', { value: `${ORIGIN}${path}` });
  return response;
}

beforeEach(() => {
  store = new MemoryDevice();
  caches = new MemoryCaches();
  asked = [];
  broken = null;
  abort = new AbortController();
  progress = [];
  account = 'anna';
});

const keep = (given: Partial<KeepPlan> = {}) =>
  keepModule(
    {
      store,
      caches,
      async fetch(address, init) {
        asked.push(address);
        return (await broken?.(address)) ?? answer(address, init);
      },
      now: () => 1_000,
      onprogress: (bytes) => progress.push(bytes),
      signal: abort.signal,
    },
    { ...plan, ...given },
  );
const noLine = (part: string) => (address: string) =>
  address.includes(part) ? Promise.reject(new TypeError('Failed to fetch')) : null;

describe('keeping a module', () => {
  test('stores its pages, their scripts however they are loaded, fonts, pictures, captions and the file', async () => {
    const kept = await keep();
    expect(caches.paths(slotA).sort()).toEqual(
      [
        '/learn/course/steel',
        PRACTICE,
        '/kept',
        '/_app/immutable/entry/app.1.js',
        '/_app/immutable/nodes/0.1.js',
        '/_app/immutable/chunks/later.js',
        '/_app/immutable/assets/sans.woff2',
        '/api/pictures/p1',
        '/api/captions/course/steel/lecture/en.vtt',
        partAddress('/api/recordings/f1', 0),
      ].sort(),
    );
    expect(kept).toMatchObject({ cache: slotA, practice: PRACTICE, keptAt: 1_000, bytes: progress.at(-1) });
    expect(store.kept).toEqual([kept]);
    expect(store.here).toEqual({ account: 'anna', locale: 'fa' });
  });

  test('again makes a new copy beside the old one, without fetching the file again', async () => {
    await keep();
    asked = [];
    const kept = await keep();
    expect(kept.cache).toBe(slotB);
    expect(caches.names).toEqual([slotB]);
    expect(asked).not.toContain('/api/recordings/f1');
    expect(asked).toContain('/learn/course/steel');
  });

  test('without a practice, where there is none now, keeps the rest', async () => {
    broken = (address) => {
      if (!address.includes('practice')) return null;
      const response = new Response('not open', { status: 409 });
      Object.defineProperty(response, 'url', { value: `${ORIGIN}/learn/course/steel/practice` });
      return response;
    };
    expect(await keep()).toMatchObject({ practice: null });
  });
});

describe('what goes wrong', () => {
  test('a line that breaks leaves the old copy, and what has arrived is not fetched again', async () => {
    const old = await keep({ media: [] });
    broken = noLine('/api/recordings/');
    await expect(keep()).rejects.toMatchObject({ problem: 'no-line' });
    expect(store.kept).toEqual([old]);
    expect(caches.names.sort()).toEqual([slotA, slotB]);
    broken = null;
    asked = [];
    await keep();
    expect(asked).not.toContain('/_app/immutable/chunks/later.js');
    expect(store.kept).toMatchObject([{ cache: slotB, media: plan.media }]);
  });

  test('no space', async () => {
    caches.room = 60;
    await expect(keep()).rejects.toMatchObject({ problem: 'no-space' });
    expect(store.kept).toEqual([]);
  });

  test('a session that ended, or another one in its place', async () => {
    account = 'boris';
    await expect(keep()).rejects.toMatchObject({ problem: 'signed-out' });
    account = 'anna';
    broken = () => {
      const response = new Response('log in');
      Object.defineProperty(response, 'url', { value: `${ORIGIN}/login` });
      return response;
    };
    await expect(keep()).rejects.toMatchObject({ problem: 'signed-out' });
    expect(store.kept).toEqual([]);
  });

  test('a server that is down, and one that refuses a part', async () => {
    broken = (address) => (address === '/kept' ? new Response('', { status: 500 }) : null);
    await expect(keep()).rejects.toMatchObject({ problem: 'no-line' });
    broken = (address) => (address.startsWith('/api/recordings') ? new Response('', { status: 404 }) : null);
    await expect(keep()).rejects.toMatchObject({ problem: 'refused' });
  });

  test('stopped by the person', async () => {
    broken = (address) => {
      if (address === '/kept') abort.abort();
      return null;
    };
    await expect(keep()).rejects.toMatchObject({ problem: 'aborted' });
    expect(store.kept).toEqual([]);
  });
});

test('after a sending the kept pages are fetched anew; what is not a page of this account is left out', async () => {
  const kept = await keep();
  const cache = await caches.open(kept.cache);
  const page = (text: string, of: string) => async () =>
    new Response(text, { headers: { 'x-pathways-account': of } });
  await refreshPages({ caches, fetch: page('newer', 'anna') }, kept);
  expect(await (await cache.match('/learn/course/steel'))?.text()).toBe('newer');
  await refreshPages({ caches, fetch: page('of somebody else', 'boris') }, kept);
  expect(await (await cache.match('/learn/course/steel'))?.text()).toBe('newer');
});

import { beforeEach, describe, expect, test } from 'vitest';
import { KeptAnswers, type Asked } from '#lib/client/offline/kept-answers.ts';
import { partAddress } from '#lib/client/offline/parts.ts';
import { keptModule } from '../../../support/factories/kept.ts';
import { MemoryCaches } from '../../../support/memory-caches.ts';
import { MemoryDevice } from '../../../support/memory-device.ts';

const ORIGIN = 'https://pathways.test';
const MODULE = '/learn/course/steel';

let store: MemoryDevice;
let caches: MemoryCaches;
let network: (asked: Asked) => Promise<Response>;
let silence: Promise<void>;
let retired: boolean;
let answers: KeptAnswers;

const page = (text: string, account = 'anna', status = 200) =>
  new Response(text, { status, headers: { 'x-pathways-account': account } });
const noLine = () => Promise.reject(new TypeError('Failed to fetch'));
const ask = (path: string, given: Partial<Asked> = {}): Asked => ({
  url: `${ORIGIN}${path}`,
  method: 'GET',
  mode: 'navigate',
  headers: new Headers(),
  ...given,
});
const textOf = async (asked: Asked) => (await answers.answer(asked))?.text();

beforeEach(async () => {
  store = new MemoryDevice();
  store.here = { account: 'anna', locale: 'en' };
  store.kept = [keptModule()];
  caches = new MemoryCaches();
  const cache = await caches.open(keptModule().cache);
  await cache.put(MODULE, new Response('kept module'));
  await cache.put('/_app/immutable/chunks/a.js', new Response('kept script'));
  network = async () => page('from the network');
  silence = new Promise(() => {});
  retired = false;
  answers = new KeptAnswers({
    origin: ORIGIN,
    store,
    caches,
    fetch: (asked) => network(asked),
    wait: () => silence,
    retire: async () => (retired = true),
  });
});

describe('a page', () => {
  test('comes from the network, also when it is kept', async () => {
    expect(await textOf(ask(MODULE))).toBe('from the network');
  });

  test('comes from the device when there is no line, whatever its query', async () => {
    network = noLine;
    expect(await textOf(ask(MODULE))).toBe('kept module');
  });

  test('comes from the device when the network says nothing for four seconds', async () => {
    network = () => new Promise(() => {});
    silence = Promise.resolve();
    expect(await textOf(ask(MODULE))).toBe('kept module');
  });

  test.each([502, 503, 504])('comes from the device when only a gateway answers with %i', async (status) => {
    network = async () => new Response('gateway', { status });
    expect(await textOf(ask(MODULE))).toBe('kept module');
  });

  test('an error of the server itself is shown', async () => {
    network = async () => page('error', 'anna', 500);
    expect(await textOf(ask(MODULE))).toBe('error');
  });

  test('that is not kept gets a page that says what is', async () => {
    network = noLine;
    store.here = { account: 'anna', locale: 'fa' };
    const answer = await answers.answer(ask('/dashboard'));
    expect(answer?.status).toBe(503);
    expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = (await answer?.text()) ?? '';
    expect(html).toContain('<html lang="fa" dir="rtl">');
    expect(html).toContain('The steel industry');
    expect(html).toContain('href="/learn/course/steel/practice/p1"');
  });

  test('without anything kept fails as it always did', async () => {
    network = noLine;
    store.kept = [];
    await expect(answers.answer(ask(MODULE))).rejects.toThrow('Failed to fetch');
  });

  test('works without a device that can keep', async () => {
    store.broken = true;
    expect(await textOf(ask(MODULE))).toBe('from the network');
    network = noLine;
    await expect(answers.answer(ask(MODULE))).rejects.toThrow('Failed to fetch');
  });

  test('whose cache the browser threw away fails without a line, and no worse', async () => {
    await caches.delete(keptModule().cache);
    expect(await textOf(ask(MODULE))).toBe('from the network');
    network = noLine;
    expect((await answers.answer(ask(MODULE)))?.status).toBe(503);
  });
});

describe('on a shared computer', () => {
  test('the next person never meets what is kept, from their first page on', async () => {
    network = async () => page('dashboard', 'boris');
    await answers.answer(ask('/dashboard'));
    network = noLine;
    await expect(answers.answer(ask(MODULE))).rejects.toThrow();
    await expect(answers.answer(ask('/kept'))).rejects.toThrow();
  });

  test('nor does a visitor after the session ended; whoever comes back does', async () => {
    network = async () => page('login', 'none');
    await answers.answer(ask('/'));
    network = noLine;
    await expect(answers.answer(ask(MODULE))).rejects.toThrow();
    network = async () => page('dashboard', 'anna');
    await answers.answer(ask('/learn/__data.json', { mode: 'cors' }));
    network = noLine;
    expect(await textOf(ask(MODULE))).toBe('kept module');
  });

  test('an answer that is not ours says nothing of who is there', async () => {
    network = async () => new Response('a login page of the hotel');
    await answers.answer(ask('/dashboard'));
    network = noLine;
    expect(await textOf(ask(MODULE))).toBe('kept module');
  });

  test('logging out removes what is kept, and leaves what waits to be sent', async () => {
    store.events = [{ ...store.events[0], id: 'e', account: 'anna' } as never];
    network = async () => new Response(null, { status: 200 });
    await answers.answer(ask('/logout', { method: 'POST' }));
    expect(store.kept).toEqual([]);
    expect(caches.names).toEqual([]);
    expect(store.events).toHaveLength(1);
    expect(retired).toBe(false);
  });

  test('logging out with nothing left retires the worker; a logout that failed removes nothing', async () => {
    network = async () => new Response('no', { status: 403 });
    await answers.answer(ask('/logout', { method: 'POST' }));
    expect(store.kept).toHaveLength(1);
    network = async () => new Response(null, { status: 200 });
    await answers.answer(ask('/logout', { method: 'POST' }));
    expect(retired).toBe(true);
  });
});

describe('other requests', () => {
  test('files of the build come from the device first, else from the network', async () => {
    const file = (name: string) => ask(`/_app/immutable/chunks/${name}`, { mode: 'cors' });
    expect(await textOf(file('a.js'))).toBe('kept script');
    expect(await textOf(file('b.js'))).toBe('from the network');
  });

  test.each([
    ['another site', { url: 'https://example.org/x', mode: 'cors' as const }],
    ['something that is sent', { method: 'POST' }],
    ['an answer of the quiz', { url: `${ORIGIN}/api/attempts/1`, mode: 'cors' as const }],
  ])('%s is left to the browser', (_name, given) => {
    expect(answers.answer(ask('/x', given))).toBeNull();
  });
});

describe('a kept file that plays', () => {
  const address = '/api/recordings/f1';
  const file = (range?: string) =>
    ask(address, { mode: 'cors', headers: new Headers(range ? { range } : {}) });

  beforeEach(async () => {
    const media = { address, kind: 'audio' as const, mediaType: 'audio/mp4', bytes: 10 };
    store.kept = [keptModule({ media: [media] })];
    await (await caches.open(keptModule().cache)).put(partAddress(address, 0), new Response('0123456789'));
  });

  test('is given in the range that is asked for', async () => {
    const answer = await answers.answer(file('bytes=2-5'));
    expect(answer?.status).toBe(206);
    expect(answer?.headers.get('content-range')).toBe('bytes 2-5/10');
    expect(await answer?.text()).toBe('2345');
    expect((await answers.answer(file('bytes=10-')))?.status).toBe(416);
  });

  test('is given whole where no range is asked for', async () => {
    const answer = await answers.answer(file());
    expect(answer?.status).toBe(200);
    expect(await answer?.text()).toBe('0123456789');
  });

  test('comes from the network when a part is gone, and for whoever has not kept it', async () => {
    store.here = { account: 'boris', locale: 'en' };
    expect(await textOf(file('bytes=0-'))).toBe('from the network');
    store.here = { account: 'anna', locale: 'en' };
    await caches.delete(keptModule().cache);
    expect(await textOf(file('bytes=0-'))).toBe('from the network');
  });
});

import { expect, test } from 'vitest';
import { chooseEncoding, compress } from '#lib/server/http/compress.ts';
import { isSameOrigin } from '#lib/server/http/same-origin.ts';

const own = 'https://learn.example.org';
const post = (headers: Record<string, string>) => new Request(`${own}/login`, { method: 'POST', headers });

test.each([
  ['a browser on our own page', { 'sec-fetch-site': 'same-origin', origin: own }, true],
  ['an address typed by hand', { 'sec-fetch-site': 'none' }, true],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  ['a neighbouring subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://other.example.org' }, false],
  ['an old browser on our page', { origin: own }, true],
  ['an old browser on another site', { origin: 'https://evil.example' }, false],
  ['a sandboxed frame', { origin: 'null' }, false],
  ['a program that is no browser', {}, true],
])('a form from %s: %o is %s', (_who, headers, expected) => {
  expect(isSameOrigin(post(headers), own)).toBe(expected);
});

test('the same server under another of its names is the same origin', () => {
  const request = post({ origin: 'http://localhost:3000', host: 'localhost:3000' });
  expect(isSameOrigin(request, 'http://127.0.0.1:3000')).toBe(true);
});

test('reading is allowed from anywhere', () => {
  const request = new Request(own, { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(isSameOrigin(request, own)).toBe(true);
});

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['identity', null],
  [null, null],
])('a client that takes %s gets %s', (accepted, expected) => {
  expect(chooseEncoding(accepted)).toBe(expected);
});

test('a page travels smaller and unchanged', async () => {
  const html = '<p>reading</p>'.repeat(1000);
  const request = new Request(own, { headers: { 'accept-encoding': 'br' } });
  const response = await compress(request, new Response(html, { headers: { 'content-type': 'text/html' } }));
  expect(response.headers.get('content-encoding')).toBe('br');
  const packed = Buffer.from(await response.arrayBuffer());
  expect(packed.length).toBeLessThan(html.length / 10);
  const { brotliDecompressSync } = await import('node:zlib');
  expect(brotliDecompressSync(packed).toString()).toBe(html);
});

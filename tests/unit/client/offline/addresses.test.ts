import { expect, test } from 'vitest';
import { buildFilesIn, linkedFiles, neededBy, picturesIn } from '#lib/client/offline/addresses.ts';

const BASE = '/_app/immutable/nodes/15.abc.js';

test('scripts and styles are found however a build writes them', () => {
  const text = `const d=["../assets/a.x1.css"];import{a as b}from"../chunks/b.js";import"./c.js";const e=()=>import(\`../chunks/e-_9.js\`);`;
  expect(buildFilesIn(text, BASE)).toEqual([
    '/_app/immutable/assets/a.x1.css',
    '/_app/immutable/chunks/b.js',
    '/_app/immutable/nodes/c.js',
    '/_app/immutable/chunks/e-_9.js',
  ]);
});

test('files of a page are found relative to its address', () => {
  const html = `<link href="../../_app/immutable/assets/0.css" rel="stylesheet"><script>import("/_app/immutable/entry/start.js")</script>`;
  expect(buildFilesIn(html, '/learn/course/steel')).toEqual([
    '/_app/immutable/assets/0.css',
    '/_app/immutable/entry/start.js',
  ]);
});

test('what is not of the build is not a file of it', () => {
  expect(buildFilesIn(`"https://example.org/x.js" "/other/y.js" "node.js" '../../../../z.js'`, BASE)).toEqual(
    [],
  );
});

test('the entry of the application leads to the frame of all pages alone', () => {
  const text = `()=>import("../nodes/0.a.js"),()=>import("../nodes/1.b.js"),()=>import("../nodes/10.c.js"),"../assets/x.css"`;
  expect(neededBy('/_app/immutable/entry/app.q.js', text)).toEqual([
    '/_app/immutable/nodes/0.a.js',
    '/_app/immutable/nodes/1.b.js',
  ]);
});

test('the Link header names scripts and fonts', () => {
  const header =
    '</_app/immutable/chunks/a.js>; rel="modulepreload"; nopush, <../../_app/immutable/assets/f.woff2>; rel="preload"';
  expect(linkedFiles(header, '/learn/course/steel')).toEqual([
    '/_app/immutable/chunks/a.js',
    '/_app/immutable/assets/f.woff2',
  ]);
  expect(linkedFiles(null, '/')).toEqual([]);
});

test('pictures are found once each', () => {
  expect(
    picturesIn('<img src="/api/pictures/ab12"> {"hash":"/api/pictures/ab12"} "/api/pictures/cd"'),
  ).toEqual(['/api/pictures/ab12', '/api/pictures/cd']);
});

import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readPicture, type StoredPicture } from '#lib/server/content/pictures.ts';

function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(25);
  head.writeUInt32BE(13, 0);
  head.write('IHDR', 4);
  head.writeUInt32BE(width, 8);
  head.writeUInt32BE(height, 12);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), head, deflateSync(Buffer.alloc(10))]);
}

const jpeg = (width: number, height: number) => {
  const comment = Buffer.from([0xff, 0xfe, 0, 4, 1, 2]);
  const frame = Buffer.from([
    0xff,
    0xc2,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    1,
    1,
  ]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), comment, frame, Buffer.alloc(20)]);
};

const webp = (width: number, height: number) => {
  const data = Buffer.alloc(30);
  data.write('RIFF', 0);
  data.write('WEBPVP8X', 8);
  data.writeUIntLE(width - 1, 24, 3);
  data.writeUIntLE(height - 1, 27, 3);
  return data;
};

const svg = (inside: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">${inside}</svg>`);

const read = (bytes: Uint8Array) => readPicture(bytes) as StoredPicture;
const textOf = (bytes: Uint8Array) => Buffer.from(read(bytes).bytes).toString();

test.each([
  ['image/png', png(640, 480)],
  ['image/jpeg', jpeg(640, 480)],
  ['image/webp', webp(640, 480)],
])('type and size of %s are read from the bytes', (mediaType, bytes) => {
  expect(readPicture(bytes)).toMatchObject({
    mediaType,
    width: 640,
    height: 480,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('an SVG has the size of its view box and the same bytes when it is read again', () => {
  const first = read(svg('<g stroke="currentColor"><path d="M0 0L9 9"/><text x="1" y="2">Kiln</text></g>'));
  expect(first).toMatchObject({ mediaType: 'image/svg+xml', width: 300, height: 100 });
  expect(Buffer.from(first.bytes).toString()).toContain('viewBox="0 0 300 100"');
  expect(read(Buffer.from(first.bytes)).hash).toBe(first.hash);
});

describe('of an SVG nothing but drawing is kept', () => {
  test.each([
    ['a script', '<script>alert(1)</script>', 'alert'],
    [
      'a script in another space',
      '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
      'script',
    ],
    ['a handler', '<path d="M0 0" onload="alert(1)"/>', 'onload'],
    ['a link', '<a href="javascript:alert(1)"><path d="M0 0"/></a>', 'href'],
    ['a foreign object', '<foreignObject><body onload="x"/></foreignObject>', 'body'],
    ['a picture from elsewhere', '<image href="https://example.org/x.png"/>', 'example'],
    ['a use of another file', '<use href="https://example.org/x.svg#a"/>', 'example'],
    ['a style', '<style>@import url(https://example.org)</style>', 'example'],
    ['an address in a paint', '<path d="M0 0" fill="url(https://example.org/#a)"/>', 'example'],
    ['an entity', '<text x="1">&xxe;</text><!ENTITY xxe SYSTEM "file:///etc/passwd">', 'passwd'],
  ])('%s is left out', (_what, inside, left) => {
    expect(textOf(svg(inside)).toLowerCase()).not.toContain(left);
  });
});

test.each([
  ['a text', Buffer.from('hello')],
  ['a web page', Buffer.from('<!doctype html><svg viewBox="0 0 1 1"></svg>')],
  ['a drawing without a size', Buffer.from('<svg><path d="M0 0"/></svg>')],
  ['nothing', Buffer.alloc(0)],
  ['a cut-off picture', png(1, 1).subarray(0, 12)],
])('%s is refused', (_what, bytes) => {
  expect(readPicture(bytes)).toEqual({ fault: 'the picture is no PNG, JPEG, WebP or SVG' });
});

test('a picture that is too large in bytes or pixels is refused', () => {
  expect(readPicture(Buffer.concat([png(10, 10), Buffer.alloc(300_001)]))).toEqual({
    fault: 'the picture is larger than 300 KB',
  });
  expect(readPicture(png(4001, 10))).toEqual({ fault: 'the picture must be 1 to 4000 pixels wide and high' });
  expect(readPicture(png(0, 10))).toHaveProperty('fault');
});

import { describe, expect, test } from 'vitest';
import { judgeMedia } from '#lib/domain/courses/media-check.ts';
import type { FileKind } from '#lib/domain/courses/recording-file.ts';
import { beginsLikeMedia, readMedia } from '#lib/server/media/read-media.ts';
import { mediaBytes, type MediaWanted } from '../../../support/media-bytes.ts';

const fileOf = (bytes: Uint8Array, read?: (from: number, to: number) => void) => ({
  size: bytes.length,
  read: (from: number, to: number) => {
    read?.(from, to);
    return Promise.resolve(bytes.slice(from, to));
  },
});

/** The media type, or what is wrong. */
async function judged(kind: FileKind, bytes: Uint8Array): Promise<string> {
  const found = await readMedia(fileOf(bytes));
  if ('problem' in found) return found.problem;
  const verdict = judgeMedia(kind, found.facts);
  return 'problem' in verdict ? verdict.problem : verdict.mediaType;
}

test.each<[FileKind, MediaWanted, string]>([
  ['video-240', {}, 'video/mp4'],
  ['video-480', { picture: { codec: 'avc', height: 480 }, sound: 'aac' }, 'video/mp4'],
  ['video-480', { picture: { codec: 'av1', height: 576 }, sound: 'aac', indexLast: true }, 'video/mp4'],
  ['video-480', { sound: null }, 'video/mp4'],
  ['video-480', { container: 'webm', picture: { codec: 'vp8', height: 480 } }, 'video/webm'],
  ['video-480', { container: 'webm', picture: { codec: 'vp9', height: 480 }, sound: 'vorbis' }, 'video/webm'],
  ['audio', { picture: null, sound: 'aac' }, 'audio/mp4'],
  ['audio', { picture: null, container: 'webm' }, 'audio/webm'],
  ['audio', { picture: null, container: 'ogg' }, 'audio/ogg'],
  ['video-480', { picture: { height: 578 } }, 'too-tall-480'],
  ['video-240', { picture: { height: 290 } }, 'too-tall-240'],
  ['video-240', { picture: null }, 'no-picture'],
  ['video-480', { picture: null, container: 'ogg' }, 'no-picture'],
  ['audio', {}, 'has-picture'],
  ['audio', { picture: null, sound: 'mp3' }, 'codec'],
  ['video-480', { picture: { codec: 'avc', codecString: 'avc1.6e001e', height: 480 } }, 'codec'],
  ['video-480', { container: 'mov', picture: { codec: 'avc', height: 480 }, sound: 'aac' }, 'container'],
  ['video-240', { seconds: 0.25 }, 'empty'],
])('%s of %j is %s', async (kind, wanted, expected) => {
  expect(await judged(kind, await mediaBytes(wanted))).toBe(expected);
});

test('facts come from the bytes', async () => {
  expect(await readMedia(fileOf(await mediaBytes({ seconds: 90 })))).toEqual({
    facts: {
      container: 'mp4',
      picture: { codec: 'vp09.00.21.08', height: 240 },
      sound: ['opus'],
      durationSeconds: 90,
    },
  });
});

test('a large file is not read whole', async () => {
  const bytes = await mediaBytes({ seconds: 600, packetBytes: 20_000 });
  let sum = 0;
  await readMedia(fileOf(bytes, (from, to) => (sum += to - from)));
  expect(bytes.length).toBeGreaterThan(90_000_000);
  expect(sum).toBeLessThan(2_000_000);
});

describe('what is no recording', () => {
  const text = (words: string) => new TextEncoder().encode(words.padEnd(2000));
  test.each([
    ['HTML', text('<!doctype html><script>alert(1)</script>')],
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['noughts', new Uint8Array(5000)],
    ['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, ...new Uint8Array(3000)])],
  ])('%s is found at its first bytes', async (_what, bytes) => {
    expect(beginsLikeMedia(bytes)).toBe(false);
    expect(await judged('video-480', bytes)).toBe('container');
  });

  test.each<[string, MediaWanted]>([
    ['MP4', {}],
    ['MP4 with its index last', { indexLast: true }],
    ['WebM', { container: 'webm' }],
    ['Ogg', { container: 'ogg', picture: null }],
  ])('%s begins like one, also when it is cut short', async (_what, wanted) => {
    const bytes = await mediaBytes({ packetBytes: 3000, ...wanted });
    expect(beginsLikeMedia(bytes.slice(0, 64 * 1024))).toBe(true);
    const half = bytes.slice(0, bytes.length / 2);
    // A WebM that ends early is shorter and plays; the others lack their last packet.
    const expected =
      wanted.container === 'webm'
        ? { facts: { durationSeconds: expect.any(Number) as number } }
        : { problem: 'unreadable' };
    expect(await readMedia(fileOf(half))).toMatchObject(expected);
  });

  test('an index that says to be larger than any is not read', async () => {
    const bytes = new Uint8Array(200 * 1024 * 1024);
    bytes.set([0, 0, 0, 16, ...new TextEncoder().encode('ftypisom'), 0, 0, 2, 0]);
    bytes.set([0x0c, 0x7f, 0xff, 0xf0, ...new TextEncoder().encode('moov')], 16);
    let largest = 0;
    const facts = await readMedia(fileOf(bytes, (from, to) => (largest = Math.max(largest, to - from))));
    expect(facts).toEqual({ problem: 'unreadable' });
    expect(largest).toBeLessThan(49 * 1024 * 1024);
  });

  test('one that keeps its reader busy for ever is given up', async () => {
    const bytes = await mediaBytes({ seconds: 2 });
    // How many samples a chunk of the second track has: four thousand million.
    bytes.set([0xff], Buffer.from(bytes).lastIndexOf('stsc') + 16);
    const started = Date.now();
    expect(await readMedia(fileOf(bytes), 1_500)).toEqual({ problem: 'unreadable' });
    expect(Date.now() - started).toBeGreaterThan(1_000);
  });

  test('a byte changed or lost ends in a judgement, never in a fault', async () => {
    const bytes = await mediaBytes({ seconds: 2 });
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 8)) {
      const changed = bytes.slice();
      changed[at] = 255 - (changed[at] ?? 0);
      await readMedia(fileOf(changed), 500);
      await readMedia(fileOf(bytes.slice(0, at)), 500);
    }
  });
});

test('a failure of the storage is no judgement about the file', async () => {
  const bytes = await mediaBytes();
  const failing = { size: bytes.length, read: () => Promise.reject(new Error('the disk is gone')) };
  await expect(readMedia(failing)).rejects.toThrow('the disk is gone');
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { auditEntries } from '#lib/server/db/schema/index.ts';
import { removeCaptions } from '#lib/server/services/captions/remove-captions.ts';
import {
  LARGEST_CAPTION_BYTES,
  previewCaptions,
  saveCaptions,
} from '#lib/server/services/captions/save-captions.ts';
import { openFile } from '#lib/server/services/recordings/open-file.ts';
import { GET as captions } from '../../../src/routes/api/captions/[course]/[module]/[segment]/[language].vtt/+server.ts';
import { GET, HEAD } from '../../../src/routes/api/recordings/[id]/+server.ts';
import { POST } from '../../../src/routes/api/uploads/+server.ts';
import { PUT } from '../../../src/routes/api/uploads/[id]/+server.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertUser } from '../../support/factories/learning.ts';
import { recordingWorld, type RecordingWorld } from '../../support/factories/recordings.ts';
import { mediaBytes } from '../../support/media-bytes.ts';

const database = await freshDatabase();
let world: RecordingWorld;
let admin: Actor;

beforeEach(async () => {
  await database.sql`truncate audit_entries, courses cascade`;
  world = await recordingWorld(database);
  admin = await insertUser(database.db, { role: 'admin' });
});

const refusal = (work: () => unknown) =>
  Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => (error as { status: number }).status,
    );

describe('a file', () => {
  let bytes: Uint8Array;
  let id: string;
  beforeEach(async () => {
    bytes = await mediaBytes();
    ({ id } = await world.upload(bytes, { fileName: 'فیلم "1".mp4' }));
  });

  const ask = async (
    given: {
      headers?: Record<string, string>;
      actor?: Actor | null;
      query?: string;
      id?: string;
      method?: string;
    } = {},
  ) => {
    const url = new URL(`https://learn.example.org/api/recordings/${given.id ?? id}${given.query ?? ''}`);
    const method = given.method ?? 'GET';
    return (method === 'HEAD' ? HEAD : GET)({
      locals: { ctx: world.as(given.actor === undefined ? world.learner : given.actor) },
      params: { id: given.id ?? id },
      request: new Request(url, { method, headers: given.headers ?? {} }),
      url,
    } as never);
  };
  const bodyOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

  test('comes whole, kept by the browser, harmless', async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-length': String(bytes.length),
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'video/mp4',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      etag: `"${id}"`,
    });
    expect(response.headers.has('content-disposition')).toBe(false);
    expect(await bodyOf(response)).toEqual(bytes);
  });

  test.each([
    ['bytes=0-99', 0, 100],
    ['bytes=100-', 100, undefined],
    ['bytes=-100', -100, undefined],
    ['bytes=0-999999999', 0, undefined],
  ])('comes in ranges: %s', async (range, from, to) => {
    const response = await ask({ headers: { range } });
    const part = bytes.slice(from, to);
    const start = from < 0 ? bytes.length + from : from;
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(
      `bytes ${start}-${start + part.length - 1}/${bytes.length}`,
    );
    expect(response.headers.get('content-length')).toBe(String(part.length));
    expect(await bodyOf(response)).toEqual(part);
  });

  test('a range that is not there is told with the size', async () => {
    const response = await ask({ headers: { range: `bytes=${bytes.length}-` } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
  });

  test.each(['bytes=1-2,4-5', 'lines=1-2', 'bytes=9-2', 'bytes=x', 'bytes=-'])(
    '%s is no range: the whole comes',
    async (range) => {
      expect((await ask({ headers: { range } })).status).toBe(200);
    },
  );

  test('a range of other bytes than those the browser has is the whole; what it has is not sent again', async () => {
    const range = 'bytes=0-9';
    expect((await ask({ headers: { range, 'if-range': `"${id}"` } })).status).toBe(206);
    expect((await ask({ headers: { range, 'if-range': '"other"' } })).status).toBe(200);
    expect((await ask({ headers: { 'if-none-match': `"other", "${id}"` } })).status).toBe(304);
  });

  test('HEAD tells without bytes', async () => {
    const response = await ask({ method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(response.body).toBeNull();
  });

  test('is downloaded under its name', async () => {
    const response = await ask({ query: '?download=1' });
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="____ _1_.mp4"; filename*=UTF-8''${encodeURIComponent('فیلم "1".mp4')}`,
    );
    await response.body?.cancel();
  });

  test('goes to people enrolled in the course, to those who teach it and to administrators alone', async () => {
    for (const actor of [world.learner, world.instructor, admin]) {
      const response = await ask({ actor });
      expect(response.status).toBe(200);
      await response.body?.cancel();
    }
    for (const actor of [null, world.passerBy, world.stranger])
      expect(await refusal(() => ask({ actor }))).toBe(404);
    for (const other of ['nothing', crypto.randomUUID(), "' or 1=1 --", '../../etc/passwd'])
      expect(await refusal(() => ask({ id: other }))).toBe(404);
  });

  test('costs one statement', async () => {
    const said: string[] = [];
    const watched = openDatabase(database.url, { max: 1, onStatement: (one) => said.push(one) });
    const ctx = { ...world.as(world.learner), db: watched.db };
    await openFile(ctx, id);
    said.splice(0);
    await openFile(ctx, id);
    expect(said).toHaveLength(1);
    await watched.close();
  });

  test('is let go of when the client leaves', async () => {
    const ctx = world.as(world.learner);
    const cancelled = vi.fn();
    const storage = {
      ...ctx.storage,
      read: () =>
        Promise.resolve(
          new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(bytes), cancel: cancelled }),
        ),
    };
    const url = new URL(`https://learn.example.org/api/recordings/${id}`);
    const response = await GET({
      locals: { ctx: { ...ctx, storage } },
      params: { id },
      request: new Request(url),
      url,
    } as never);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(cancelled).toHaveBeenCalledOnce();
  });
});

describe('the addresses of an upload', () => {
  const post = (body: unknown, actor: Actor = world.instructor) =>
    Promise.resolve(
      POST({
        locals: { ctx: world.as(actor) },
        request: new Request('https://learn.example.org/api/uploads', {
          method: 'POST',
          body: JSON.stringify(body),
        }),
      } as never),
    );
  const put = (id: string, offset: string, body: Uint8Array<ArrayBuffer>) =>
    Promise.resolve(
      PUT({
        locals: { ctx: world.as(world.instructor) },
        params: { id },
        request: new Request('https://learn.example.org/', { method: 'PUT', body }),
        url: new URL(`https://learn.example.org/api/uploads/${id}?offset=${offset}`),
      } as never),
    );

  test('take a file and say how far it is', async () => {
    const bytes = new Uint8Array(await mediaBytes());
    const started = await post(world.place({ sizeBytes: bytes.length }));
    const { id } = (await started.json()) as { id: string };
    const early = await put(id, '7', bytes);
    expect([early.status, await early.json()]).toEqual([
      409,
      { receivedBytes: 0, sizeBytes: bytes.length, done: false },
    ]);
    expect((await put(id, 'x', bytes)).status).toBe(400);
    const done = await put(id, '0', bytes);
    expect([done.status, await done.json()]).toEqual([
      200,
      { receivedBytes: bytes.length, sizeBytes: bytes.length, done: true },
    ]);
  });

  test('say why a file is refused', async () => {
    const bytes = new TextEncoder().encode('<svg onload="alert(1)"/>');
    const { id } = (await (await post(world.place({ sizeBytes: bytes.length }))).json()) as { id: string };
    const refused = await put(id, '0', bytes);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      code: 'media-refused',
      message: expect.stringContaining('not an MP4, WebM or Ogg file') as string,
    });
  });

  test.each([
    { sizeBytes: 1e300 },
    { sizeBytes: -1 },
    { sizeBytes: 0 },
    { sizeBytes: 1.5 },
    { sizeBytes: '5' },
    { kind: 'video-1080' },
    { fileName: 'x'.repeat(1001) },
    { module: 7 },
  ])('refuse %j', async (given) => {
    expect((await post({ ...world.place(), ...given })).status).toBe(400);
  });

  test('do not exist for others', async () => {
    expect((await post(world.place(), world.learner)).status).toBe(404);
    expect((await post(world.place(), world.stranger)).status).toBe(404);
  });
});

describe('captions', () => {
  const TEXT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<i>Hello</i> & welcome\n';
  const input = (given = {}) => ({
    course: world.course.document.slug,
    module: 'steel',
    segment: 'lecture',
    language: 'en',
    text: TEXT,
    shiftSeconds: 0,
    ...given,
  });
  const open = async (
    given: { actor?: Actor | null; language?: string; query?: string; known?: string; module?: string } = {},
  ) => {
    const { language = 'en', query = '', module = 'steel' } = given;
    const url = new URL(`https://learn.example.org/api/captions/c/steel/lecture/${language}.vtt${query}`);
    return captions({
      locals: { ctx: world.as(given.actor === undefined ? world.learner : given.actor) },
      params: { ...input(), module, language },
      request: new Request(url, { headers: given.known ? { 'if-none-match': given.known } : {} }),
      url,
    } as never);
  };
  const tracks = async () =>
    (await world.as().courses.findBySlug(world.course.document.slug))?.captions ?? [];

  test('are kept as plain text, announced, written down, and served', async () => {
    expect(
      await saveCaptions(world.as(world.instructor), input({ language: 'EN', shiftSeconds: 1.5 })),
    ).toMatchObject({
      saved: true,
      cues: [{ startSeconds: 2.5, endSeconds: 3.5, text: 'Hello & welcome' }],
    });
    await vi.waitUntil(async () => (await tracks()).length === 1, 10_000);
    expect(await tracks()).toMatchObject([{ moduleKey: 'steel', segmentKey: 'lecture', language: 'en' }]);
    expect(await database.db.select().from(auditEntries)).toMatchObject([
      { action: 'captions.save', details: { module: 'steel', segment: 'lecture', language: 'en' } },
    ]);
    const response = await open();
    expect(response.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(await response.text()).toBe('WEBVTT\n\n00:00:02.500 --> 00:00:03.500\nHello &amp; welcome\n');
    expect((await open({ known: response.headers.get('etag') ?? '' })).status).toBe(304);
    const text = await open({ query: '?text=1' });
    expect(await text.text()).toBe('Hello & welcome\n');
    expect(text.headers.get('content-disposition')).toContain('steel-lecture-en.txt');
  });

  test('of the same language take the place of the older ones', async () => {
    await saveCaptions(world.as(world.instructor), input());
    world.clock.advance(60);
    await saveCaptions(world.as(admin), input({ text: TEXT.replace('Hello', 'Good day') }));
    expect(await (await open()).text()).toContain('Good day');
  });

  test('with something wrong are told, and nothing is kept', async () => {
    const broken = input({ text: 'WEBVTT\n\n00:02.000 --> 00:01.000\nx' });
    expect(await saveCaptions(world.as(world.instructor), broken)).toMatchObject({
      saved: false,
      problems: [{ code: 'end-before-start', line: 3 }],
    });
    expect(await previewCaptions(world.as(world.instructor), input())).toMatchObject({ problems: [] });
    // Moved before the segment begins: nothing is left.
    expect(await saveCaptions(world.as(world.instructor), input({ shiftSeconds: -60 }))).toMatchObject({
      saved: false,
    });
    await expect(saveCaptions(world.as(world.instructor), input({ language: '../x' }))).rejects.toMatchObject(
      { code: 'invalid-input' },
    );
    const large = input({ text: 'x'.repeat(LARGEST_CAPTION_BYTES + 1) });
    await expect(saveCaptions(world.as(world.instructor), large)).rejects.toMatchObject({
      code: 'too-large',
    });
    expect(await refusal(() => open())).toBe(404);
  });

  test('go to people of the course alone', async () => {
    await saveCaptions(world.as(world.instructor), input());
    for (const actor of [world.learner, world.instructor, admin])
      expect((await open({ actor })).status).toBe(200);
    for (const actor of [null, world.passerBy, world.stranger])
      expect(await refusal(() => open({ actor }))).toBe(404);
    for (const given of [{ language: 'fa' }, { language: "' or 1=1" }, { module: 'none' }])
      expect(await refusal(() => open(given))).toBe(404);
  });

  test('are changed by the staff of the course alone', async () => {
    await saveCaptions(world.as(world.instructor), input());
    for (const actor of [world.learner, world.stranger, world.passerBy]) {
      for (const service of [saveCaptions, previewCaptions, removeCaptions])
        await expect(service(world.as(actor), input())).rejects.toMatchObject({ code: 'not-found' });
    }
    await removeCaptions(world.as(world.instructor), input());
    await vi.waitUntil(async () => (await tracks()).length === 0, 10_000);
    expect(await refusal(() => open())).toBe(404);
    await expect(removeCaptions(world.as(world.instructor), input())).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

import { beforeEach, expect, test } from 'vitest';
import { RecordingUpload, type UploadPlace } from '#lib/client/recordings/upload.svelte.ts';
import { PIECE_BYTES } from '#lib/domain/courses/recording-upload.ts';

/** A server that keeps pieces as the real one does, behind a line that a test breaks. */

const place: UploadPlace = { course: 'c', recording: 'r', module: 'm', segment: 's', kind: 'video-240' };
const bytes = Uint8Array.from({ length: 3 * PIECE_BYTES + 1000 }, (_, index) => (index * 7) % 251);
const file = () => new File([bytes], 'lecture.mp4');

let received: Uint8Array;
let uploads: number;
let said: string[];
/** What happens to the next requests instead of an answer; `lost`: the server has it, the answer does not come. */
let trouble: ('broken' | 'lost' | Response)[];
let waits: { work: () => void; milliseconds: number }[];
let forgotten: boolean;

beforeEach(() => {
  received = new Uint8Array(0);
  uploads = 0;
  said = [];
  trouble = [];
  waits = [];
  forgotten = true;
});

async function server(address: string, { method, body }: RequestInit): Promise<Response> {
  if (method === 'DELETE') {
    forgotten = true;
    return Response.json(null);
  }
  if (method === 'POST') {
    if (forgotten) received = new Uint8Array(0);
    forgotten = false;
    uploads += 1;
    return Response.json({ id: `u${uploads}`, receivedBytes: received.length });
  }
  if (forgotten) return Response.json({ code: 'not-found' }, { status: 404 });
  const offset = Number(new URL(address, 'http://x').searchParams.get('offset'));
  const piece = new Uint8Array(body as ArrayBuffer);
  const state = () => ({ receivedBytes: received.length, done: received.length === bytes.length });
  if (offset !== received.length) return Response.json(state(), { status: 409 });
  received = new Uint8Array(Buffer.concat([received, piece]));
  return Promise.resolve(Response.json(state()));
}

const upload = () =>
  new RecordingUpload({
    async send(address, init) {
      said.push(`${init.method} ${address}`);
      if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError');
      const next = trouble.shift();
      if (next instanceof Response) return next;
      if (next === 'broken') throw new TypeError('Failed to fetch');
      const answer = await server(address, init);
      if (next === 'lost') throw new TypeError('Failed to fetch');
      return answer;
    },
    later(work, milliseconds) {
      const one = { work, milliseconds };
      waits.push(one);
      return () => (waits = waits.filter((other) => other !== one));
    },
  });
/** Lets waits pass until it comes to rest. */
async function settle(one: RecordingUpload): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (one.state === 'waiting') waits.shift()?.work();
  }
}

test('a file arrives piece by piece', async () => {
  const one = upload();
  await one.start(file(), place);
  expect(one.state).toBe('done');
  expect(one.part).toBe(1);
  expect(Buffer.compare(received, bytes)).toBe(0);
  expect(said).toEqual([
    'POST /api/uploads',
    ...[0, 1, 2, 3].map((piece) => `PUT /api/uploads/u1?offset=${piece * PIECE_BYTES}`),
  ]);
});

test.each([
  ['breaks before it begins', ['broken' as const]],
  ['breaks in the middle', [undefined, undefined, 'broken' as const]],
  ['loses an answer', [undefined, undefined, 'lost' as const]],
  ['loses the last answer', [undefined, undefined, undefined, undefined, 'lost' as const]],
  ['meets a server that starts again', [undefined, new Response('', { status: 503 })]],
])('a line that %s is tried again by itself, and nothing is lost', async (_what, given) => {
  trouble = given as typeof trouble;
  const one = upload();
  await one.start(file(), place);
  await settle(one);
  expect(one.state).toBe('done');
  expect(Buffer.compare(received, bytes)).toBe(0);
});

test('waits grow to half a minute, and begin small again once something arrived', async () => {
  trouble = [...Array<'broken'>(8).fill('broken'), undefined as never, 'broken'];
  const one = upload();
  const lengths: number[] = [];
  await one.start(file(), place);
  while (one.state === 'waiting') {
    lengths.push(one.waitSeconds);
    waits.shift()?.work();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(lengths).toEqual([1, 2, 4, 8, 15, 30, 30, 30, 1]);
});

test('a pause stops it, and it goes on where it stopped', async () => {
  const one = upload();
  trouble = [undefined as never, undefined as never, 'broken'];
  await one.start(file(), place);
  one.pause();
  expect(one.state).toBe('paused');
  expect(waits).toEqual([]);
  await one.resume();
  expect(one.state).toBe('done');
  expect(said.filter((line) => line.startsWith('POST'))).toHaveLength(1);
});

test('after a reload the same file goes on where it stopped', async () => {
  trouble = [undefined as never, undefined as never, undefined as never, 'broken'];
  const before = upload();
  await before.start(file(), place);
  before.pause();
  const after = upload();
  await after.start(file(), place);
  expect(after.state).toBe('done');
  expect(said.filter((line) => line.endsWith('offset=0'))).toHaveLength(1);
  expect(Buffer.compare(received, bytes)).toBe(0);
});

test('two windows with the same file share the work', async () => {
  const [one, two] = [upload(), upload()];
  await Promise.all([one.start(file(), place), two.start(file(), place)]);
  await Promise.all([settle(one), settle(two)]);
  expect(Buffer.compare(received, bytes)).toBe(0);
});

test('an upload that the server forgot is begun again, but not for ever', async () => {
  const one = upload();
  trouble = [undefined as never, undefined as never, new Response('', { status: 404 })];
  await one.start(file(), place);
  expect(one.state).toBe('done');
  expect(Buffer.compare(received, bytes)).toBe(0);
  const other = upload();
  trouble = Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0
      ? Response.json({ id: 'x', receivedBytes: 0 })
      : Response.json({ code: 'not-found' }, { status: 404 }),
  );
  await other.start(file(), place);
  expect(other.state).toBe('refused');
});

test('what the server refuses stays refused, with its reason', async () => {
  const one = upload();
  trouble = [undefined as never, Response.json({ message: 'The picture is too high.' }, { status: 400 })];
  await one.start(file(), place);
  expect([one.state, one.message]).toEqual(['refused', 'The picture is too high.']);
  expect(waits).toEqual([]);
});

test('an ended session is told; after a login it goes on', async () => {
  const one = upload();
  trouble = [undefined as never, undefined as never, new Response('', { status: 401 })];
  await one.start(file(), place);
  expect(one.state).toBe('signed-out');
  await one.resume();
  expect(one.state).toBe('done');
});

test('a file that was moved since it was chosen is refused', async () => {
  const gone = file();
  gone.slice = () =>
    ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as Blob;
  const one = upload();
  await one.start(gone, place);
  expect(one.state).toBe('refused');
});

test('one that is given up is forgotten by the server too', async () => {
  const one = upload();
  trouble = [undefined as never, undefined as never, 'broken'];
  await one.start(file(), place);
  await one.giveUp();
  expect(one.state).toBe('idle');
  expect(said.at(-1)).toBe('DELETE /api/uploads/u1');
  expect(waits).toEqual([]);
});

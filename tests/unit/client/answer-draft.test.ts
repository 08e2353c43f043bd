import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AnswerDraft, forgetAnswers } from '#lib/client/answer-draft.svelte.ts';
import { FakeStorage } from '../../support/fake-storage.ts';

interface Sent {
  question: string;
  answer: unknown;
  seq: number;
}
type Reply = (sent: Sent) => Response | Promise<Response>;

const ATTEMPT = '019c0000-0000-7000-8000-000000000001';
const known = { q1: 0, q2: 0, q3: 0 };

let storage: FakeStorage;
let sent: Sent[];
/** What the server says from now on. */
let reply: Reply;

const kept: Reply = () => Response.json({ saved: true });
const noLine: Reply = () => Promise.reject(new TypeError('Failed to fetch'));
const refusal =
  (status: number, code: string): Reply =>
  () =>
    Response.json({ code }, { status });
/** `only` answers so for one question, and keeps every other. */
const only =
  (question: string, given: Reply): Reply =>
  (one) =>
    (one.question === question ? given : kept)(one);

const request = vi.fn<(address: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers();
  storage = new FakeStorage();
  sent = [];
  reply = kept;
  request.mockReset();
  request.mockImplementation(async (address, init) => {
    const body = JSON.parse(String(init.body)) as Omit<Sent, 'question'>;
    const one = { question: address.split('/').at(-1) ?? '', ...body };
    sent.push(one);
    return reply(one);
  });
  vi.stubGlobal('fetch', request);
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const draft = (seqs: Record<string, number> = known, attempt = ATTEMPT) => new AnswerDraft(attempt, seqs);
const stored = (question: string) =>
  JSON.parse(storage.getItem(`pathways.answer.${ATTEMPT}.${question}`) ?? 'null') as unknown;
const store = (question: string, value: unknown) =>
  storage.setItem(`pathways.answer.${ATTEMPT}.${question}`, JSON.stringify(value));

/** A reply that the test gives when it likes. */
function slowReply() {
  const waiting: ((response: Response) => void)[] = [];
  reply = () => new Promise((resolve) => waiting.push(resolve));
  return { arrive: () => waiting.shift()?.(Response.json({ saved: true })) };
}

describe('a changed answer', () => {
  test('is sent at once, in a way that outlives the page', async () => {
    const own = draft();
    own.change('q1', 'b');
    await own.flush();
    expect(request).toHaveBeenCalledExactlyOnceWith(`/api/attempts/${ATTEMPT}/answers/q1`, {
      method: 'PUT',
      body: JSON.stringify({ answer: 'b', seq: 1 }),
      headers: { 'content-type': 'application/json' },
      keepalive: true,
    });
  });

  test('is kept in the browser until the server has confirmed it, and not longer', async () => {
    const server = slowReply();
    const own = draft();
    own.change('q1', 'b');
    const flushed = own.flush();
    expect(stored('q1')).toEqual({ answer: 'b', seq: 1 });
    expect(own.state).toBe('saving');
    server.arrive();
    await flushed;
    expect(own.state).toBe('saved');
    expect(storage.items.size).toBe(0);
  });

  test('gets the next number after what the server has', async () => {
    const own = draft({ q1: 7, q2: 0 });
    expect(own.seqOf('q1')).toBe(7);
    own.change('q1', 'a');
    own.change('q2', 'a');
    await own.flush();
    expect(sent.map(({ question, seq }) => [question, seq])).toEqual([
      ['q1', 8],
      ['q2', 1],
    ]);
    expect(own.seqOf('q1')).toBe(8);
  });

  test('that was taken back is sent as nothing', async () => {
    const own = draft();
    own.change('q1', null);
    await own.flush();
    expect(sent).toEqual([{ question: 'q1', answer: null, seq: 1 }]);
  });

  test('waits while another is on the way; of several changes meanwhile the last is sent', async () => {
    const server = slowReply();
    const own = draft();
    own.change('q1', '1');
    own.change('q1', '1.');
    own.change('q1', '1.8');
    own.change('q2', 'a');
    expect(sent).toEqual([{ question: 'q1', answer: '1', seq: 1 }]);
    const flushed = own.flush();
    reply = kept;
    server.arrive();
    await flushed;
    expect(sent.slice(1)).toEqual([
      { question: 'q1', answer: '1.8', seq: 3 },
      { question: 'q2', answer: 'a', seq: 1 },
    ]);
    expect([own.state, storage.items.size]).toEqual(['saved', 0]);
  });

  test('is sent also where the browser keeps nothing', async () => {
    storage.broken = true;
    const own = draft();
    own.change('q1', 'b');
    await own.flush();
    expect(sent).toHaveLength(1);
    expect(own.state).toBe('saved');
  });
});

describe('while the line is down', () => {
  test('the answer waits here and is sent again by itself, until the line stands', async () => {
    reply = noLine;
    const own = draft();
    own.change('q1', 'b');
    await own.flush();
    expect(own.state).toBe('waiting');
    expect(stored('q1')).toEqual({ answer: 'b', seq: 1 });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(2);
    reply = kept;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual(Array.from({ length: 3 }, () => ({ question: 'q1', answer: 'b', seq: 1 })));
    expect([own.state, storage.items.size]).toEqual(['saved', 0]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(3);
  });

  test.each([429, 500, 502, 503, 504])('a server that answers %i counts as no line', async (status) => {
    reply = refusal(status, 'internal');
    const own = draft();
    own.change('q1', 'b');
    await own.flush();
    expect(own.state).toBe('waiting');
    expect(stored('q1')).toEqual({ answer: 'b', seq: 1 });
  });

  test('only the first is tried, and all follow in order when it gets through', async () => {
    reply = noLine;
    const own = draft();
    for (const question of ['q1', 'q2', 'q3']) own.change(question, question);
    await own.flush();
    expect(sent.map(({ question }) => question)).toEqual(['q1']);
    reply = kept;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.slice(1).map(({ question }) => question)).toEqual(['q1', 'q2', 'q3']);
  });

  test('a try before its time takes the place of the one that was due', async () => {
    reply = noLine;
    const own = draft();
    own.change('q1', 'b');
    await own.flush();
    await vi.advanceTimersByTimeAsync(3_000);
    await own.flush();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(3);
  });

  test('leaving the page ends the tries, and what was not confirmed stays', async () => {
    reply = noLine;
    const own = draft();
    own.change('q1', 'b');
    await own.flush();
    own.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(stored('q1')).toEqual({ answer: 'b', seq: 1 });
  });
});

describe('after a reload', () => {
  test('what the server does not have is shown again, and sent with the number that it had', async () => {
    reply = noLine;
    const before = draft();
    before.change('q1', 'a');
    before.change('q1', 'b');
    await before.flush();
    before.close();

    reply = kept;
    sent = [];
    const own = draft();
    expect(own.restored).toEqual({ q1: 'b' });
    expect(own.seqOf('q1')).toBe(2);
    await own.flush();
    expect(sent).toEqual([{ question: 'q1', answer: 'b', seq: 2 }]);
    expect([own.state, storage.items.size]).toEqual(['saved', 0]);
    expect(own.restored).toEqual({});
  });

  test('what the server has already, though it was never told so, is not shown but settled', async () => {
    store('q1', { answer: 'b', seq: 2 });
    const own = draft({ ...known, q1: 2 });
    expect(own.restored).toEqual({});
    await own.flush();
    expect(storage.items.size).toBe(0);
  });

  test('an older answer than the server has does not push its number back', async () => {
    store('q1', { answer: 'old', seq: 1 });
    reply = ({ seq }) => (seq > 4 ? kept : refusal(409, 'stale-answer'))({ question: 'q1', answer: '', seq });
    const own = draft({ ...known, q1: 4 });
    expect(own.restored).toEqual({});
    expect(own.seqOf('q1')).toBe(4);
    own.change('q1', 'new');
    await own.flush();
    expect(sent).toEqual([{ question: 'q1', answer: 'new', seq: 5 }]);
    expect(own.overtaken).toEqual([]);
  });

  test('another attempt gets nothing of it', async () => {
    store('q1', { answer: 'b', seq: 1 });
    const own = draft(known, '019c0000-0000-7000-8000-000000000002');
    expect(own.restored).toEqual({});
    await own.flush();
    expect(sent).toEqual([]);
    expect(stored('q1')).toEqual({ answer: 'b', seq: 1 });
  });

  test.each([
    '',
    'no JSON',
    '"text"',
    '{"answer":"b"}',
    '{"answer":"b","seq":"1"}',
    '{"answer":"b","seq":1.5}',
  ])('what is kept in another form is left aside: %s', async (text) => {
    storage.setItem(`pathways.answer.${ATTEMPT}.q1`, text);
    const own = draft();
    expect(own.restored).toEqual({});
    await own.flush();
    expect(sent).toEqual([]);
  });

  test('a browser that keeps nothing has nothing to restore', () => {
    storage.broken = true;
    expect(draft().restored).toEqual({});
  });
});

describe('an answer that the server will never take', () => {
  test.each([
    [400, 'invalid-input'],
    [413, 'too-large'],
    [422, 'invalid-input'],
  ])('(%i) is not sent again, stays here, and the others go on', async (status, code) => {
    reply = only('q1', refusal(status, code));
    const own = draft();
    own.change('q1', 'x'.repeat(20));
    own.change('q2', 'a');
    await own.flush();
    expect(sent.map(({ question }) => question)).toEqual(['q1', 'q2']);
    expect(own.state).toBe('refused');
    await vi.advanceTimersByTimeAsync(60_000);
    await own.flush();
    expect(sent).toHaveLength(2);
    expect([...storage.items.keys()]).toEqual([`pathways.answer.${ATTEMPT}.q1`]);
  });

  test('is tried again once it was changed', async () => {
    reply = refusal(413, 'too-large');
    const own = draft();
    own.change('q1', 'much too long');
    await own.flush();
    reply = kept;
    own.change('q1', 'short');
    await own.flush();
    expect(sent.at(-1)).toEqual({ question: 'q1', answer: 'short', seq: 2 });
    expect([own.state, storage.items.size]).toEqual(['saved', 0]);
  });
});

describe('an attempt that takes no more answers', () => {
  test.each([
    [409, 'attempt-closed'],
    [404, 'not-found'],
  ])('(%i %s) says so, and nothing is sent any more', async (status, code) => {
    reply = refusal(status, code);
    const own = draft();
    own.change('q1', 'b');
    own.change('q2', 'a');
    await own.flush();
    expect(own.state).toBe('closed');
    reply = kept;
    own.change('q3', 'c');
    await own.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.map(({ question }) => question)).toEqual(['q1']);
    expect(own.state).toBe('closed');
    expect(own.overtaken).toEqual([]);
  });

  test('is forgotten by the page of its result, and no other attempt is', () => {
    store('q1', { answer: 'b', seq: 1 });
    store('q2', { answer: 'b', seq: 1 });
    storage.setItem('pathways.answer.other.q1', 'kept');
    forgetAnswers(ATTEMPT, ['q1', 'q2']);
    expect([...storage.items]).toEqual([['pathways.answer.other.q1', 'kept']]);
    storage.broken = true;
    expect(() => forgetAnswers(ATTEMPT, ['q1'])).not.toThrow();
  });
});

describe('when the session ended', () => {
  test('answers wait here, and go once somebody logged in again in another window', async () => {
    reply = refusal(401, 'login-required');
    const own = draft();
    own.change('q1', 'b');
    await own.flush();
    expect(own.state).toBe('signed-out');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(own.state).toBe('signed-out');
    expect(stored('q1')).toEqual({ answer: 'b', seq: 1 });
    reply = kept;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(3);
    expect([own.state, storage.items.size]).toEqual(['saved', 0]);
  });
});

describe('an answer that was overtaken by another window', () => {
  test('is named once and not sent again, and the others go on', async () => {
    reply = only('q1', refusal(409, 'stale-answer'));
    const own = draft();
    own.change('q1', 'b');
    own.change('q2', 'a');
    await own.flush();
    own.change('q1', 'c');
    await own.flush();
    expect(own.overtaken).toEqual(['q1']);
    expect(own.state).toBe('saved');
    expect(storage.items.size).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.map(({ question }) => question)).toEqual(['q1', 'q2', 'q1']);
  });

  test('leaves what that window of the same browser keeps', async () => {
    reply = refusal(409, 'stale-answer');
    const own = draft();
    own.change('q1', 'b');
    store('q1', { answer: 'newer', seq: 5 });
    await own.flush();
    expect(stored('q1')).toEqual({ answer: 'newer', seq: 5 });
  });
});

describe('an answer that another window of this browser keeps', () => {
  const key = (question: string, attempt = ATTEMPT) => `pathways.answer.${attempt}.${question}`;
  const text = (answer: unknown, seq: number) => JSON.stringify({ answer, seq });

  test('is taken over when it is newer; this window does not send it, and goes on from its number', async () => {
    const own = draft({ q1: 3, q2: 0, q3: 0 });
    expect(own.hear(key('q1'), text('c', 4))).toEqual({ questionKey: 'q1', answer: 'c' });
    await own.flush();
    expect(sent).toEqual([]);
    own.change('q1', 'd');
    await own.flush();
    expect(sent).toEqual([{ question: 'q1', answer: 'd', seq: 5 }]);
  });

  test('takes the place of what waits here', async () => {
    reply = noLine;
    const own = draft();
    own.change('q1', 'a');
    own.change('q2', 'b');
    await own.flush();
    sent = [];
    own.hear(key('q1'), text('z', 2));
    reply = kept;
    await own.flush();
    expect(sent).toEqual([{ question: 'q2', answer: 'b', seq: 1 }]);
  });

  test.each([
    ['an older one', key('q1'), text('c', 2)],
    ['one of the same number', key('q1'), text('c', 3)],
    ['one that was confirmed and is forgotten', key('q1'), null],
    ['no answer', key('q1'), '{"seq":"9"}'],
    ['no JSON', key('q1'), '{'],
    ['another attempt', key('q1', 'other'), text('c', 9)],
    ['a question that is not asked', key('q9'), text('c', 9)],
    ['everything was cleared', null, null],
  ])('is left alone: %s', (_name, storageKey, value) => {
    const own = draft({ q1: 3, q2: 0, q3: 0 });
    expect(own.hear(storageKey, value)).toBeNull();
    expect(own.seqOf('q1')).toBe(3);
  });
});

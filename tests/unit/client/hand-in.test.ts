import { expect, test } from 'vitest';
import { handIn } from '#lib/client/hand-in.ts';

const form = () => {
  const data = new FormData();
  data.append('q.a', 'x');
  data.append('q.a', 'بله');
  return data;
};

test.each<[string, () => Response | Promise<Response>, string]>([
  ['the server leads on to the review', () => new Response(null, { status: 303 }), 'arrived'],
  ['a refusal with a page of its own', () => new Response('', { status: 409 }), 'answered'],
  ['the platform is being restarted', () => new Response('', { status: 502 }), 'unreachable'],
  ['there is no line', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
  ['nobody answers in time', () => Promise.reject(new DOMException('', 'TimeoutError')), 'unreachable'],
])('%s', async (_name, reply, outcome) => {
  const asked: RequestInit[] = [];
  const send: typeof fetch = async (_address, init = {}) => {
    asked.push(init);
    return reply();
  };
  expect(await handIn('?/submit', form(), send)).toBe(outcome);
  expect(asked).toHaveLength(1);
  expect(String(asked[0]?.body)).toBe(`q.a=x&q.a=${encodeURIComponent('بله')}`);
});

import { expect, test } from 'vitest';
import { answersFromForm } from '#lib/domain/quizzes/form-answers.ts';

const read = (body: string) => Object.fromEntries(answersFromForm(new URLSearchParams(body)));

test('fields become the answers of their questions', () => {
  expect(read('q.a=1&q.b=x&q.b=y&q.c=1.8&q.c.unit=t&q.d.n=2&q.d.s=1')).toEqual({
    a: { answer: '1', seq: null },
    b: { answer: ['x', 'y'], seq: null },
    c: { answer: { typed: '1.8', unit: 't' }, seq: null },
    d: { answer: { n: '2', s: '1' }, seq: null },
  });
});

test('a question that was shown and got nothing is told from one that was not shown', () => {
  expect(read('seq.a=4&q.b=x&seq.b=2')).toEqual({
    a: { answer: null, seq: 4 },
    b: { answer: 'x', seq: 2 },
  });
});

test.each(['seq.a=-1', 'seq.a=1e9', 'seq.a=', 'seq.a=99999999999'])(
  'a strange state (%s) is the first one',
  (body) => {
    expect(read(body)).toEqual({ a: { answer: null, seq: 0 } });
  },
);

test('fields of something else are left alone', () => {
  expect(read('q.=1&q=2&x.a=3&q.A=4&q.a.b.c=5&q.__proto__=6&confirmed=1')).toEqual({});
});

test('files and NUL bytes are no text', () => {
  const entries: [string, unknown][] = [
    ['q.a', new Blob(['x'])],
    ['q.b', 'x\0y'],
  ];
  expect(Object.fromEntries(answersFromForm(entries))).toEqual({ b: { answer: 'xy', seq: null } });
});

test('a form of a million fields is not read to its end', () => {
  const entries = Array.from({ length: 2_000 }, (_one, index) => [`q.a${index}`, 'x'] as const);
  expect(answersFromForm(entries).size).toBe(1_000);
});

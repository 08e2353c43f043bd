import { expect, test } from 'vitest';
import { piecesOf } from '#lib/domain/questions/cloze.ts';
import {
  askedQuestion,
  draftAnswer,
  gradeAnswer,
  normaliseAnswer,
  reviewedQuestion,
} from '#lib/domain/questions/registry.ts';
import { clozeQuestion } from '../../../support/factories/questions.ts';

const question = clozeQuestion({ points: 4 });

test.each([
  [{ choice: 'b', amount: '1,8 t', word: 'Oxygen' }, 4],
  [{ choice: 'b', amount: '۱۸۰۰ kg' }, 2],
  [{ word: 'oxygen' }, 2],
  [{ choice: 'a', amount: '2.8', word: 'air' }, 0],
  [{ choice: 'b', amount: 'much' }, 1],
  [{}, 0],
])('%j gets %d of 4 points', (answer, points) => {
  expect(gradeAnswer(question, answer)).toBe(points);
});

test('a gap that holds no answer is empty; what cannot be read is shown again', () => {
  const raw = { choice: 'zzz', amount: 'much', word: '  ', other: 'x' };
  expect(normaliseAnswer(question, raw)).toBeNull();
  expect(draftAnswer(question, raw)).toEqual({ amount: 'much', word: '  ' });
});

test('the gaps are asked without their keys, with units by name', () => {
  expect(askedQuestion(question, 1).gaps).toEqual([
    { key: 'choice', kind: 'choice', options: expect.any(Array) },
    { key: 'amount', kind: 'number', units: [expect.any(Object), expect.any(Object), expect.any(Object)] },
    { key: 'word', kind: 'text' },
  ]);
});

test('the review names each gap by its place', () => {
  expect(reviewedQuestion(question, { choice: 'a', word: 'oxygen' }, 1).pairs).toEqual([
    { text: '1', given: 'Text of a', right: 'Text of b', isRight: false },
    { text: '2', given: null, right: '1.8 t', isRight: false },
    { text: '3', given: 'oxygen', right: 'oxygen', isRight: true },
  ]);
});

test('a text falls into words and gaps', () => {
  expect(piecesOf('{{a}} and {{b-2}}.')).toEqual([
    { words: '' },
    { gap: 'a' },
    { words: ' and ' },
    { gap: 'b-2' },
    { words: '.' },
  ]);
});

import { describe, expect, test } from 'vitest';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { gradePractice, hiddenOf, practiceOpensAt } from '#lib/domain/quizzes/practice.ts';

const question = (key: string, points = 1): QuestionDocument => ({
  key,
  type: 'single-choice',
  objectiveKey: 'why',
  sectionKey: 'first',
  factIds: [],
  prompt: 'Which?',
  explanation: 'Because.',
  points,
  options: [
    { key: 'a', text: 'A' },
    { key: 'b', text: 'B' },
  ],
  correctKey: 'a',
});

describe('the mark of a practice', () => {
  test('is that of its questions; what was not asked or not answered has none', () => {
    const mark = gradePractice([question('one'), question('two', 2)], { one: 'a', other: 'a' });
    expect(mark).toEqual({ points: { one: 1, two: 0 }, score: 1, maxScore: 3 });
  });

  test('does not take names of every object for answers', () => {
    expect(gradePractice([question('constructor')], {})).toMatchObject({ score: 0 });
  });
});

test.each([
  [null, false, null],
  [null, true, 'attempt-open'],
  [2, false, 'attempts-limited'],
  [2, true, 'attempts-limited'],
] as const)(
  'with a limit of %s and an open attempt %s the review hides: %s',
  (attemptLimit, open, hidden) => {
    expect(hiddenOf({ attemptLimit }, open)).toBe(hidden);
  },
);

test('a module may be practised once its quiz has opened, also after it closed', () => {
  const monday = new Date('2026-03-02T00:00:00Z');
  expect(practiceOpensAt({ opensAt: monday }, new Date('2026-03-01T00:00:00Z'))).toEqual(monday);
  expect(practiceOpensAt({ opensAt: monday }, monday)).toBeNull();
  expect(practiceOpensAt({ opensAt: null }, monday)).toBeNull();
});

import { expect, test } from 'vitest';
import { askedQuestion, gradeAnswer, reviewedQuestion } from '#lib/domain/questions/registry.ts';
import { hotspotQuestion } from '../../../support/factories/questions.ts';

test.each([
  [['middle'], 'middle', 1],
  [['middle'], ['middle'], 1],
  [['middle'], ['left'], 0],
  [['middle'], ['left', 'middle'], 0],
  [['middle'], ['left', 'middle', 'end'], 0],
  [['left', 'end'], ['left', 'end'], 1],
  [['left', 'end'], ['left'], 0.5],
  [['left', 'end'], ['left', 'middle'], 0],
  [['left', 'end'], ['left', 'middle', 'end'], 0.5],
  [['left', 'end'], ['nothing'], 0],
])('where %j is right, %j gets %d', (correctKeys, answer, points) => {
  expect(gradeAnswer(hotspotQuestion({ correctKeys }), answer)).toBe(points);
});

test('several regions can be chosen only where several are right', () => {
  expect(askedQuestion(hotspotQuestion(), 1).many).toBe(false);
  expect(askedQuestion(hotspotQuestion({ correctKeys: ['left', 'end'] }), 1).many).toBe(true);
});

test('the review has the picture and says of each region what it was', () => {
  const review = reviewedQuestion(hotspotQuestion(), ['left'], 1);
  expect(review.picture?.width).toBe(300);
  expect(review.lines).toEqual([
    { text: 'Box 1', given: true, right: false },
    { text: 'Box 2', given: false, right: true },
    { text: 'Box 3', given: false, right: false },
  ]);
});

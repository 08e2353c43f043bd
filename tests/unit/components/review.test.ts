import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import ReviewedQuestion from '#lib/components/quiz/ReviewedQuestion.svelte';
import { routes } from '#lib/client/routes.ts';

const question = {
  prompt: 'Which?',
  points: 0,
  most: 1,
  answered: true,
  review: { given: null, right: [{ text: 'This' }] },
  explanation: 'Because.',
  section: null,
  sources: [],
};
const place = { segmentKey: 'lecture', title: 'The lecture', seconds: 40 };
const shown = (watch: typeof place | null) =>
  render(ReviewedQuestion, {
    props: {
      number: 1,
      total: 1,
      question: { ...question, watch },
      course: 'c',
      module: 'steel',
      lang: 'en',
    },
  }).body;

test('the review of an answer leads to the second of the recording that answers it', () => {
  const address = routes.learnModuleAt('c', 'steel', 'lecture', 40).replaceAll('&', '&amp;');
  expect(shown(place)).toContain(`href="${address}"`);
  expect(shown(place)).toMatch(/Watch \u20660:40\u2069 of <bdi lang="en">The lecture/);
  expect(shown(null)).not.toContain('Watch');
});

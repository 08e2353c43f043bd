import { expect, test } from 'vitest';
import type { Module } from '#lib/domain/courses/course.ts';
import { eligibilityFor } from '#lib/domain/certificates/eligibility.ts';

const courseOf = (...keys: string[]) => ({ modules: keys.map((key) => ({ key }) as Module) });

test.each([
  { modules: ['cement', 'steel'], done: ['steel', 'cement'], verdict: { eligible: true } },
  { modules: ['cement', 'steel'], done: ['cement'], verdict: { eligible: false, missing: ['steel'] } },
  { modules: ['cement', 'steel'], done: [], verdict: { eligible: false, missing: ['cement', 'steel'] } },
  { modules: ['cement'], done: ['cement', 'retired'], verdict: { eligible: true } },
  { modules: ['cement'], done: ['retired'], verdict: { eligible: false, missing: ['cement'] } },
  { modules: [], done: [], verdict: { eligible: false, missing: [] } },
])('with $done of $modules complete the answer is $verdict', ({ modules, done, verdict }) => {
  expect(eligibilityFor(courseOf(...modules), done)).toEqual(verdict);
});

import { expect, test } from 'vitest';
import { figuresFrom } from '#lib/domain/analysis/item-analysis.ts';
import { sumsFromKept } from '#lib/domain/analysis/kept-sums.ts';
import { countAnswers, foldFigures, listKeptSums } from '#lib/server/queries/figures.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertManyAttempts, LEARNERS } from '../../support/factories/many-attempts.ts';

/** The figures of 10,000 attempts are read from sums that are kept. Measured: some 10 ms on two cores; the bound is there for slow machines. */

const LONGEST_MILLISECONDS = 500;

const { db } = await freshDatabase();

test('the figures of 10,000 attempts take a moment', { timeout: 300_000 }, async () => {
  const { courseId, document } = await insertManyAttempts(db);
  while ((await foldFigures(db, 2_000)) > 0);
  const bank = document.modules[0]?.quiz.questions ?? [];
  const scope = { courseId, moduleKey: 'steel', cohortId: null };
  const items = bank.map(({ key }) => ({ key, most: 1 }));
  const began = performance.now();
  const all = sumsFromKept(await listKeptSums(db, { ...scope, attempts: 'all' }), items);
  const first = sumsFromKept(await listKeptSums(db, { ...scope, attempts: 'first' }), items);
  const { answers } = await countAnswers(db, { ...scope, questionKey: 'steel-q01' });
  const took = performance.now() - began;
  expect(all.totals.n).toBe(2 * LEARNERS);
  expect(first.totals.n).toBe(LEARNERS);
  const { items: figures } = figuresFrom(
    all,
    items.map(({ most }) => most),
  );
  // A quarter answered b, which is right.
  expect(figures[0]?.facility).toBeCloseTo(25, 9);
  const count = (of: typeof answers) => of.reduce((sum, { n }) => sum + n, 0);
  expect(count(answers)).toBe(LEARNERS);
  expect(count(answers.filter(({ answer }) => answer === 'b'))).toBe(LEARNERS / 4);
  expect(took).toBeLessThan(LONGEST_MILLISECONDS);
});

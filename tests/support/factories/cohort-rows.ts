import fc from 'fast-check';
import type { CohortCell, CohortLearner, CohortRow, NeedsHand } from '#lib/domain/cohorts/cohort-table.ts';
import { NO_EVIDENCE, type Evidence, type QuizEvidence } from '#lib/domain/progress/evidence.ts';
import type { Missing } from '#lib/domain/progress/module-progress.ts';

/** Values for the rules of the cohort table, without a database. */

const AT = new Date('2026-03-01T00:00:00Z');

/** What a learner has shown of the sample course, without the lists that are empty. */
export const evidenceOf = (given: Partial<Evidence> = {}): Evidence => ({ ...NO_EVIDENCE, ...given });

export const readOf = (moduleKey: string, ...names: string[]) =>
  names.map((name) => ({ moduleKey, sectionKey: `${moduleKey}-${name}`, readAt: AT }));

export const standInOf = (moduleKey: string) => ({
  moduleKey,
  segmentKey: 'lecture',
  watched: [],
  lengthSeconds: null,
  way: 'transcript' as const,
  standInReadAt: AT,
  positionSeconds: null,
});

export const quizOf = (
  moduleKey: string,
  attempts: number,
  bestPercent: number | null,
  inProgressAttemptId: string | null = null,
): QuizEvidence => ({ moduleKey, attempts, bestPercent, inProgressAttemptId });

export const completionOf = (...keys: string[]) => keys.map((moduleKey) => ({ moduleKey, completedAt: AT }));

/** A learner of a cohort before the first page. */
export const cohortLearner = (given: Partial<CohortLearner> = {}): CohortLearner => ({
  userId: 'learner',
  nameNative: 'سارا احمدی',
  nameLatin: 'Sara Ahmadi',
  email: 'sara@example.org',
  lastActiveAt: null,
  evidence: NO_EVIDENCE,
  ...given,
});

const missingSteps = (count: number): Missing[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'section', key: `s${index}`, title: `S${index}` }));

/** A cell of the table; the number says how much is missing. */
export const cellOf = (moduleKey: string, state: CohortCell['state'], missing = 0): CohortCell => ({
  moduleKey,
  state,
  missing: missingSteps(missing),
  bestPercent: null,
  completedAt: state === 'complete' ? AT : null,
});

/** A row of the table of a course of `steel` and `cement`. */
export const rowOf = (given: Partial<CohortRow> = {}): CohortRow => {
  const { evidence: _evidence, ...who } = cohortLearner();
  return {
    ...who,
    cells: [cellOf('steel', 'not-started', 4), cellOf('cement', 'not-started', 4)],
    modulesDone: 0,
    averagePercent: null,
    needsHand: null,
    ...given,
  };
};

const anyCell = (moduleKey: string) =>
  fc
    .tuple(fc.constantFrom('not-started' as const, 'in-progress' as const, 'complete' as const), fc.nat(4))
    .map(([state, missing]) => cellOf(moduleKey, state, missing));
const anyNeed = fc.constantFrom<NeedsHand | null>(
  null,
  { reason: 'never-started' },
  { reason: 'away', days: 20 },
  { reason: 'quiz', moduleKey: 'steel', attempts: 3 },
);

/** Any table of a cohort; few values, so that ties are common. Every `userId` is another. */
export const anyRows: fc.Arbitrary<CohortRow[]> = fc
  .array(
    fc.record({
      nameNative: fc.constantFrom('سارا احمدی', 'Айгерім', '王芳', 'Ayşe'),
      nameLatin: fc.constantFrom('Sara Ahmadi', 'Aigerim', 'Wang Fang', 'Ayşe', 'ayse'),
      email: fc.constantFrom('a@example.org', 'B@Example.org', 'c@example.com'),
      lastActiveAt: fc.option(fc.nat(3).map((day) => new Date(AT.getTime() + day * 86_400_000))),
      cells: fc.tuple(anyCell('steel'), anyCell('cement')),
      averagePercent: fc.option(fc.constantFrom(0, 50, 100)),
      needsHand: anyNeed,
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map((row, index) => ({
      ...row,
      userId: `learner-${index}`,
      modulesDone: row.cells.filter(({ state }) => state === 'complete').length,
    })),
  );

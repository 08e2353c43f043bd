import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  COHORT_FILTERS,
  filterRows,
  sortRows,
  type CohortFilter,
  type CohortRow,
} from '#lib/domain/cohorts/cohort-table.ts';
import { anyRows, cellOf, rowOf } from '../../../support/factories/cohort-rows.ts';

const ids = (rows: readonly CohortRow[]) => rows.map(({ userId }) => userId);
const day = (number: number) => new Date(Date.UTC(2026, 2, number));

describe('the filter', () => {
  const table = [
    rowOf({ userId: 'fresh', needsHand: { reason: 'never-started' } }),
    rowOf({
      userId: 'begun',
      cells: [cellOf('steel', 'in-progress', 2), cellOf('cement', 'not-started', 4)],
    }),
    rowOf({
      userId: 'half',
      cells: [cellOf('steel', 'complete'), cellOf('cement', 'not-started', 4)],
      needsHand: { reason: 'away', days: 20 },
    }),
    rowOf({ userId: 'done', cells: [cellOf('steel', 'complete'), cellOf('cement', 'complete')] }),
  ];

  test.each<[CohortFilter, string[]]>([
    ['all', ['fresh', 'begun', 'half', 'done']],
    ['needs-hand', ['fresh', 'half']],
    ['not-started', ['fresh']],
    ['in-progress', ['begun', 'half']],
    ['complete', ['done']],
  ])('%s lets through %j', (filter, expected) => {
    expect(ids(filterRows(table, filter))).toEqual(expected);
  });

  test.each(COHORT_FILTERS)('%s lets nobody of an empty cohort through', (filter) => {
    expect(filterRows([], filter)).toEqual([]);
  });

  test('by state puts everybody into exactly one place', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const parts = (['not-started', 'in-progress', 'complete'] as const).flatMap((filter) =>
          ids(filterRows(rows, filter)),
        );
        expect(parts.toSorted()).toEqual(ids(rows).toSorted());
      }),
    );
  });

  test('keeps the order, and words only ever take away', () => {
    const words = fc.constantFrom('', ' ', 'a', 'SARA', 'example.org', '王', 'nobody');
    fc.assert(
      fc.property(anyRows, fc.constantFrom(...COHORT_FILTERS), words, (rows, filter, text) => {
        const through = filterRows(rows, filter);
        expect(through).toEqual(rows.filter((row) => through.includes(row)));
        const found = filterRows(rows, filter, text);
        expect(found).toEqual(through.filter((row) => filterRows([row], 'all', text).length === 1));
      }),
    );
  });
});

describe('the words', () => {
  const table = [
    rowOf({ userId: 'sara', nameNative: 'سارا احمدی', nameLatin: 'Sara Ahmadi', email: 'sara@example.org' }),
    rowOf({ userId: 'fang', nameNative: '王芳', nameLatin: 'Wang Fang', email: 'wf@example.com' }),
    rowOf({ userId: 'aigerim', nameNative: 'Айгерім', nameLatin: 'Aigerim', email: 'nurlan@example.org' }),
    rowOf({ userId: 'jose', nameNative: 'Jos\u00e9', nameLatin: 'Jos\u00e9', email: 'pepe@example.org' }),
  ];

  test.each([
    ['', ['sara', 'fang', 'aigerim', 'jose']],
    ['   ', ['sara', 'fang', 'aigerim', 'jose']],
    ['احمدی', ['sara']],
    ['芳', ['fang']],
    ['айгер', ['aigerim']],
    ['ahmadi', ['sara']],
    ['  WANG ', ['fang']],
    ['Nurlan@', ['aigerim']],
    ['example.org', ['sara', 'aigerim', 'jose']],
    ['Ahmadi sara', []],
    ['.*', []],
    ['%', []],
    ['jose\u0301', ['jose']],
  ])('%j are found in names and addresses: %j', (words, expected) => {
    expect(ids(filterRows(table, 'all', words))).toEqual(expected);
  });

  test('never run from one name into the other', () => {
    expect(filterRows(table, 'all', 'احمدیSara')).toEqual([]);
  });

  test('count together with the filter', () => {
    const needy = table.map((row) => ({
      ...row,
      needsHand: row.userId === 'fang' ? ({ reason: 'never-started' } as const) : null,
    }));
    expect(ids(filterRows(needy, 'needs-hand', 'example'))).toEqual(['fang']);
    expect(ids(filterRows(needy, 'needs-hand', 'sara'))).toEqual([]);
  });
});

describe('the order', () => {
  const table = [
    rowOf({
      userId: 'carol',
      nameLatin: 'Carol',
      lastActiveAt: day(3),
      averagePercent: 0,
      cells: [cellOf('steel', 'complete'), cellOf('cement', 'in-progress', 1)],
      modulesDone: 1,
    }),
    rowOf({ userId: 'zoe', nameLatin: 'zoe', lastActiveAt: null, averagePercent: null }),
    rowOf({
      userId: 'eser',
      nameLatin: 'Éser',
      lastActiveAt: day(1),
      averagePercent: 90,
      cells: [cellOf('steel', 'in-progress', 3), cellOf('cement', 'not-started', 4)],
    }),
    rowOf({
      userId: 'adam',
      nameLatin: 'adam',
      lastActiveAt: day(3),
      averagePercent: null,
      cells: [cellOf('steel', 'in-progress', 1), cellOf('cement', 'complete')],
      modulesDone: 1,
    }),
  ];

  test.each([
    ['name', false, ['adam', 'carol', 'eser', 'zoe']],
    ['name', true, ['zoe', 'eser', 'carol', 'adam']],
    ['seen', false, ['eser', 'adam', 'carol', 'zoe']],
    ['seen', true, ['adam', 'carol', 'eser', 'zoe']],
    ['mark', false, ['carol', 'eser', 'adam', 'zoe']],
    ['mark', true, ['eser', 'carol', 'adam', 'zoe']],
    ['done', false, ['eser', 'zoe', 'adam', 'carol']],
    ['done', true, ['adam', 'carol', 'eser', 'zoe']],
    ['steel', false, ['eser', 'adam', 'carol', 'zoe']],
    ['steel', true, ['carol', 'adam', 'eser', 'zoe']],
    ['cement', true, ['adam', 'carol', 'eser', 'zoe']],
    ['no-such-module', false, ['adam', 'carol', 'eser', 'zoe']],
  ])('by %s, descending %s: %j', (by, descending, expected) => {
    expect(ids(sortRows(table, { by, descending }))).toEqual(expected);
  });

  test('of an empty cohort is empty', () => {
    expect(sortRows([], { by: 'mark', descending: true })).toEqual([]);
  });

  const anyOrder = fc.record({
    by: fc.constantFrom('name', 'seen', 'mark', 'done', 'steel', 'cement', 'nowhere'),
    descending: fc.boolean(),
  });

  test('keeps every row once, leaves the given table alone, and is the same a second time', () => {
    fc.assert(
      fc.property(anyRows, anyOrder, (rows, order) => {
        const before = [...rows];
        const sorted = sortRows(rows, order);
        expect(rows).toEqual(before);
        expect(ids(sorted).toSorted()).toEqual(ids(rows).toSorted());
        expect(sortRows(sorted, order)).toEqual(sorted);
      }),
    );
  });

  test('leaves rows alike where they were', () => {
    fc.assert(
      fc.property(anyRows, anyOrder, (rows, order) => {
        const alike = rows.map((row) => ({ ...rowOf(), userId: row.userId }));
        expect(ids(sortRows(alike, order))).toEqual(ids(rows));
      }),
    );
  });

  test.each([
    ['seen', (row: CohortRow) => row.lastActiveAt?.getTime() ?? null],
    ['mark', (row: CohortRow) => row.averagePercent],
    ['done', (row: CohortRow) => row.modulesDone],
  ])('by %s rises or falls, and who has no value comes last both ways', (by, valueOf) => {
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, descending) => {
        const values = sortRows(rows, { by, descending }).map(valueOf);
        const known = values.filter((value) => value !== null);
        expect(values.slice(known.length).every((value) => value === null)).toBe(true);
        const rising = known.toSorted((a, b) => a - b);
        expect(known).toEqual(descending ? rising.toReversed() : rising);
      }),
    );
  });
});

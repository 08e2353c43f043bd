import { describe, expect, test } from 'vitest';
import { COUNTRIES, parseCountry } from '#lib/domain/accounts/countries.ts';
import { readJoinSettings, readSettings, type TypedSettings } from '#lib/domain/cohorts/settings.ts';

const typed: TypedSettings = {
  name: ' Spring  2026 ',
  startsOn: '2026-03-01',
  endsOn: '2026-05-31',
  inactiveDays: '14',
  deadlines: new Map([
    ['cement', '2026-03-12'],
    ['steel', ''],
  ]),
};
const problemsOf = (given: Partial<TypedSettings>) =>
  Object.fromEntries(
    Object.entries(readSettings({ ...typed, ...given }).problems).filter(([, problem]) => problem),
  );

describe('the settings of a cohort', () => {
  test('are kept without needless spaces, and an empty day is none', () => {
    expect(readSettings(typed).settings).toEqual({
      name: 'Spring 2026',
      startsOn: '2026-03-01',
      endsOn: '2026-05-31',
      inactiveDays: 14,
      deadlines: new Map([
        ['cement', '2026-03-12'],
        ['steel', null],
      ]),
    });
    expect(problemsOf({})).toEqual({});
  });

  test.each<[string, Partial<TypedSettings>, Record<string, string>]>([
    ['no name', { name: ' ' }, { name: 'text-missing' }],
    ['too long a name', { name: 'x'.repeat(81) }, { name: 'text-long' }],
    ['a day that does not exist', { startsOn: '2026-02-30' }, { startsOn: 'day-wrong' }],
    ['an end before the start', { endsOn: '2026-02-28' }, { endsOn: 'end-before-start' }],
    ['no days without a visit', { inactiveDays: '0' }, { inactiveDays: 'days-wrong' }],
    ['more than a year of them', { inactiveDays: '366' }, { inactiveDays: 'days-wrong' }],
    ['a broken number', { inactiveDays: '1.5' }, { inactiveDays: 'days-wrong' }],
    ['a wrong deadline', { deadlines: new Map([['steel', '12 March']]) }, { 'due.steel': 'day-wrong' }],
  ])('%s is said beside the field', (_fact, given, expected) => expect(problemsOf(given)).toEqual(expected));

  test('one day is a programme, and days of other digits count', () => {
    expect(problemsOf({ endsOn: '2026-03-01', inactiveDays: '۲۱' })).toEqual({});
    expect(readSettings({ ...typed, inactiveDays: '٢١' }).settings.inactiveDays).toBe(21);
  });
});

describe('how people come in', () => {
  test('is kept as it was typed', () => {
    const closes = '2026-03-02T08:30';
    expect(readJoinSettings({ mode: 'approval', limit: '30', closes }).settings).toEqual({
      joinMode: 'approval',
      joinLimit: 30,
      joinClosesAt: new Date('2026-03-02T08:30:00Z'),
    });
    expect(readJoinSettings({ mode: 'open', limit: '', closes: '' })).toEqual({
      settings: { joinMode: 'open', joinLimit: null, joinClosesAt: null },
      problems: { mode: null, limit: null, closes: null },
    });
  });

  test.each([
    [{ mode: 'ajar' }, 'mode', 'text-missing'],
    [{ limit: '0' }, 'limit', 'limit-wrong'],
    [{ limit: '1000001' }, 'limit', 'limit-wrong'],
    [{ limit: 'many' }, 'limit', 'limit-wrong'],
    [{ closes: '2026-02-30T08:30' }, 'closes', 'minute-wrong'],
  ])('%j is refused', (given, field, problem) => {
    const { problems } = readJoinSettings({ mode: 'open', limit: '', closes: '', ...given });
    expect(problems[field]).toBe(problem);
  });
});

describe('countries', () => {
  test('are the 249 of ISO 3166-1, each once, and each has a name', () => {
    expect(new Set(COUNTRIES).size).toBe(249);
    const names = new Intl.DisplayNames('en', { type: 'region' });
    expect(COUNTRIES.filter((code) => names.of(code) === code)).toEqual([]);
  });

  test.each([
    ['KZ', 'KZ'],
    [' kz ', 'KZ'],
    ['', null],
    ['XX', undefined],
    ['Kazakhstan', undefined],
  ])('%j is %j', (text, code) => expect(parseCountry(text)).toBe(code));
});

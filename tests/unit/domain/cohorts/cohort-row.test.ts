import { describe, expect, test } from 'vitest';
import { AWAY_DAYS, cohortRow, STUCK_ATTEMPTS, type NeedsHand } from '#lib/domain/cohorts/cohort-table.ts';
import type { Evidence } from '#lib/domain/progress/evidence.ts';
import { sampleCourse } from '../../../support/factories/course.ts';
import {
  cohortLearner,
  completionOf,
  evidenceOf,
  quizOf,
  readOf,
  standInOf,
} from '../../../support/factories/cohort-rows.ts';

const { document: course } = sampleCourse().course;
const NOW = new Date('2026-03-31T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const rowWith = (evidence: Partial<Evidence>, lastActiveAt: Date | null = NOW, of = course) =>
  cohortRow(of, cohortLearner({ lastActiveAt, evidence: evidenceOf(evidence) }), NOW);

describe('the cell of a module', () => {
  const cases: [string, Partial<Evidence>, string, string[]][] = [
    ['nothing was done', {}, 'not-started', ['section', 'section', 'segment', 'quiz']],
    [
      'a section was read',
      { sectionsRead: readOf('steel', 'first') },
      'in-progress',
      ['section', 'segment', 'quiz'],
    ],
    [
      'a part of the lecture was watched',
      { segments: [{ ...standInOf('steel'), watched: [[0, 60]], standInReadAt: null, way: 'video' }] },
      'in-progress',
      ['section', 'section', 'segment', 'quiz'],
    ],
    [
      'the stand-in was read',
      { segments: [standInOf('steel')] },
      'in-progress',
      ['section', 'section', 'quiz'],
    ],
    [
      'a quiz is open',
      { quizzes: [quizOf('steel', 0, null, 'attempt')] },
      'in-progress',
      ['section', 'section', 'segment', 'quiz'],
    ],
    [
      'the quiz was not passed',
      { quizzes: [quizOf('steel', 1, 59.9)] },
      'in-progress',
      ['section', 'section', 'segment', 'quiz'],
    ],
    [
      'only the quiz was passed',
      { quizzes: [quizOf('steel', 1, 60)] },
      'in-progress',
      ['section', 'section', 'segment'],
    ],
    [
      'everything was done, and the completion was recorded',
      {
        sectionsRead: readOf('steel', 'first', 'second'),
        segments: [standInOf('steel')],
        quizzes: [quizOf('steel', 1, 80)],
        completions: completionOf('steel'),
      },
      'complete',
      [],
    ],
    ['a new revision asks for more than was done', { completions: completionOf('steel') }, 'complete', []],
    [
      'only another module was studied',
      { sectionsRead: readOf('cement', 'first'), completions: completionOf('cement') },
      'not-started',
      ['section', 'section', 'segment', 'quiz'],
    ],
  ];

  test.each(cases)('where %s says so, and what is missing', (_what, evidence, state, missing) => {
    const [steel] = rowWith(evidence).cells;
    expect(steel).toMatchObject({ moduleKey: 'steel', state });
    expect(steel?.missing.map(({ kind }) => kind)).toEqual(missing);
  });

  test('names what is missing by key and title', () => {
    const [steel] = rowWith({ sectionsRead: readOf('steel', 'first') }).cells;
    expect(steel?.missing).toEqual([
      { kind: 'section', key: 'steel-second', title: 'Section steel-second' },
      { kind: 'segment', key: 'lecture', title: 'The lecture' },
      { kind: 'quiz', bestPercent: null },
    ]);
  });

  test('holds the best mark and the day of completion', () => {
    const [completion] = completionOf('cement');
    const [steel, cement] = rowWith({
      quizzes: [quizOf('steel', 2, 40), quizOf('cement', 1, 90)],
      completions: completionOf('cement'),
    }).cells;
    expect(steel).toMatchObject({ bestPercent: 40, completedAt: null });
    expect(cement).toMatchObject({ bestPercent: 90, completedAt: completion?.completedAt });
  });

  test('stands in the order of the course, one for each module', () => {
    const keys = rowWith({ sectionsRead: readOf('cement', 'first') }).cells.map(({ moduleKey }) => moduleKey);
    expect(keys).toEqual(['steel', 'cement']);
  });
});

describe('a row', () => {
  test('holds who it is and when they were last there, and no evidence', () => {
    const { evidence, ...who } = cohortLearner({ lastActiveAt: daysAgo(2) });
    const row = cohortRow(course, { ...who, evidence }, NOW);
    expect(row).toMatchObject(who);
    expect(row).not.toHaveProperty('evidence');
  });

  test.each([
    ['none', [], 0],
    ['one', completionOf('cement'), 1],
    ['all', completionOf('steel', 'cement'), 2],
    ['none of another course', completionOf('coal-power'), 0],
  ])('counts the modules done: %s', (_what, completions, expected) => {
    expect(rowWith({ completions }).modulesDone).toBe(expected);
  });

  test.each([
    ['no quiz was tried', [], null],
    ['a quiz is only open', [quizOf('steel', 0, null, 'attempt')], null],
    ['one quiz was tried', [quizOf('cement', 1, 70)], 70],
    ['both were tried', [quizOf('steel', 1, 50), quizOf('cement', 3, 75)], 62.5],
    ['a quiz was marked 0 %', [quizOf('steel', 1, 0), quizOf('cement', 1, 80)], 40],
    ['one was tried and one is open', [quizOf('steel', 1, 50), quizOf('cement', 0, null, 'attempt')], 50],
  ])('averages the best marks of the modules tried: %s', (_what, quizzes, expected) => {
    expect(rowWith({ quizzes }).averagePercent).toBe(expected);
  });
});

describe('somebody may need a hand', () => {
  const stuck: NeedsHand = { reason: 'quiz', moduleKey: 'steel', attempts: STUCK_ATTEMPTS };
  const cases: [string, Partial<Evidence>, Date | null, NeedsHand | null][] = [
    ['who never opened a module', {}, null, { reason: 'never-started' }],
    ['not who was there just now', {}, NOW, null],
    [
      'not who was there a moment less than 14 days ago',
      {},
      new Date(daysAgo(AWAY_DAYS).getTime() + 1),
      null,
    ],
    ['who was there 14 days ago', {}, daysAgo(AWAY_DAYS), { reason: 'away', days: 14 }],
    ['who is away, in whole days', {}, daysAgo(20.9), { reason: 'away', days: 20 }],
    ['not whose clock runs ahead', {}, daysAgo(-1), null],
    ['who failed a quiz three times', { quizzes: [quizOf('steel', 3, 59.9)] }, NOW, stuck],
    ['not who failed it twice', { quizzes: [quizOf('steel', 2, 0)] }, NOW, null],
    ['not who passed at the third attempt', { quizzes: [quizOf('steel', 3, 60)] }, NOW, null],
    ['with a quiz before an absence', { quizzes: [quizOf('steel', 3, 10)] }, daysAgo(40), stuck],
    ['with a quiz even if no visit is known', { quizzes: [quizOf('steel', 3, 10)] }, null, stuck],
    [
      'with the first such quiz of the course',
      { quizzes: [quizOf('cement', 9, 10), quizOf('steel', 3, 10)] },
      NOW,
      stuck,
    ],
    [
      'with a later quiz when the first was passed',
      { quizzes: [quizOf('steel', 5, 90), quizOf('cement', 4, 10)] },
      NOW,
      { reason: 'quiz', moduleKey: 'cement', attempts: 4 },
    ],
    [
      'who is away with one of two modules complete',
      { completions: completionOf('steel') },
      daysAgo(15),
      { reason: 'away', days: 15 },
    ],
    [
      'not who has completed the course, however long ago',
      { completions: completionOf('steel', 'cement') },
      daysAgo(400),
      null,
    ],
    [
      'not for the quiz of a module that is complete under an easier pass mark',
      { quizzes: [quizOf('steel', 3, 50)], completions: completionOf('steel') },
      NOW,
      null,
    ],
  ];
  test.each(cases)('%s', (_what, evidence, lastActiveAt, expected) => {
    expect(rowWith(evidence, lastActiveAt).needsHand).toEqual(expected);
  });

  test('by the pass mark of the course', () => {
    const quizzes = [quizOf('steel', 3, 65)];
    expect(rowWith({ quizzes }, NOW, { ...course, passMarkPercent: 66 }).needsHand).toEqual(stuck);
    expect(rowWith({ quizzes }, NOW, { ...course, passMarkPercent: 65 }).needsHand).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import type { CourseDocument, Module, Section } from '#lib/domain/courses/course.ts';
import { courseProgress } from '#lib/domain/progress/course-progress.ts';
import { isCovered } from '#lib/domain/progress/coverage.ts';
import { NO_EVIDENCE, type Evidence } from '#lib/domain/progress/evidence.ts';
import { moduleProgress } from '#lib/domain/progress/module-progress.ts';

const section = (key: string): Section => ({
  key,
  title: key,
  minutes: 3,
  html: '',
  factIds: [],
  termKeys: [],
});
const module = (key: string): Module => ({
  key,
  slug: key,
  number: 1,
  title: key,
  shortTitle: key,
  sector: 'steel',
  lecturerKey: 'x',
  summary: '',
  minutes: 10,
  objectives: [],
  keyFigures: [],
  sections: [section('one'), section('two')],
  segments: [
    {
      key: 'lecture',
      title: 'Lecture',
      recordingKey: 'r',
      startSeconds: null,
      endSeconds: null,
      standIn: section('s'),
    },
  ],
  quiz: { draw: 8, questions: [] },
  facts: [],
});
const course = {
  passMarkPercent: 60,
  modules: [module('a'), module('b'), module('c')],
} as unknown as CourseDocument;
const at = new Date('2026-03-02T08:00:00Z');

const read = (moduleKey: string, ...keys: string[]) =>
  keys.map((sectionKey) => ({ moduleKey, sectionKey, readAt: at }));
const watched = (moduleKey: string, standIn: boolean, seconds = 0, length: number | null = null) => ({
  moduleKey,
  segmentKey: 'lecture',
  watched: seconds ? ([[0, seconds]] as const) : [],
  lengthSeconds: length,
  way: standIn ? ('transcript' as const) : ('video' as const),
  standInReadAt: standIn ? at : null,
  positionSeconds: null,
});
const mark = (moduleKey: string, bestPercent: number | null, inProgressAttemptId: string | null = null) => ({
  moduleKey,
  attempts: bestPercent === null ? 0 : 1,
  bestPercent,
  inProgressAttemptId,
});
const evidence = (given: Partial<Evidence>): Evidence => ({ ...NO_EVIDENCE, ...given });
const of = (given: Partial<Evidence>, key = 'a') => moduleProgress(course, module(key), evidence(given));

describe('a segment is covered', () => {
  test.each([
    [89, 100, false, false],
    [90, 100, false, true],
    [0, 100, true, true],
    [1000, null, false, false],
    [0, null, true, true],
  ])('%d s of %s s, stand-in read %s: %s', (seconds, lengthSeconds, standInRead, expected) => {
    expect(isCovered({ ranges: [[0, seconds]], lengthSeconds, standInRead })).toBe(expected);
  });
});

describe('a module', () => {
  test('without evidence is not started and lacks everything', () => {
    const progress = of({});
    expect(progress.state).toBe('not-started');
    expect(progress.missing.map(({ kind }) => kind)).toEqual(['section', 'section', 'segment', 'quiz']);
    expect([progress.stepsDone, progress.stepsTotal]).toEqual([0, 4]);
  });

  test('with a mark below the pass mark lacks only the quiz', () => {
    const progress = of({
      sectionsRead: read('a', 'one', 'two'),
      segments: [watched('a', true)],
      quizzes: [mark('a', 59.99)],
    });
    expect(progress.missing).toEqual([{ kind: 'quiz', bestPercent: 59.99 }]);
    expect(progress.state).toBe('in-progress');
  });

  test('lacks nothing at exactly the pass mark', () => {
    const given = {
      sectionsRead: read('a', 'one', 'two'),
      segments: [watched('a', false, 95, 100)],
      quizzes: [mark('a', 60)],
    };
    expect(of(given).missing).toEqual([]);
  });

  test('takes a segment that staff excused from as covered, without a way', () => {
    const given = { sectionsRead: read('a', 'one', 'two'), quizzes: [mark('a', 60)] };
    const [segment] = of({}).segments;
    const exempt = { moduleKey: 'a', segmentKey: segment?.key ?? '' };
    const progress = of({ ...given, exemptions: [exempt] });
    expect(progress.missing).toEqual([]);
    expect(progress.segments).toMatchObject([{ covered: true, isExempt: true, way: null, coverage: null }]);
    expect(of({ ...given, exemptions: [{ ...exempt, moduleKey: 'b' }] }).missing).toHaveLength(1);
    // It is no step of the learner's own.
    expect(of({ exemptions: [exempt] }).state).toBe('not-started');
  });

  test("takes no notice of another module's evidence", () => {
    expect(of({ sectionsRead: read('b', 'one', 'two') }).state).toBe('not-started');
  });

  test('stays complete when a new revision asks for more', () => {
    const progress = of({ completions: [{ moduleKey: 'a', completedAt: at }] });
    expect(progress.state).toBe('complete');
    expect(progress.missing).not.toEqual([]);
  });
});

describe('the next step of a course', () => {
  const done = (...keys: string[]) => keys.map((moduleKey) => ({ moduleKey, completedAt: at }));

  test('begins with the first section of the first module', () => {
    expect(courseProgress(course, NO_EVIDENCE).next).toMatchObject({ moduleKey: 'a', step: { key: 'one' } });
  });

  test('resumes in the module where the learner stopped', () => {
    const progress = courseProgress(course, evidence({ completions: done('a') }), 'c');
    expect(progress.next?.moduleKey).toBe('c');
  });

  test('goes on with the first open module when the last one is complete', () => {
    const progress = courseProgress(course, evidence({ completions: done('a') }), 'a');
    expect(progress.next?.moduleKey).toBe('b');
  });

  test('puts an open quiz before everything', () => {
    const progress = courseProgress(course, evidence({ quizzes: [mark('b', null, 'attempt-1')] }), 'c');
    expect(progress.next).toMatchObject({ moduleKey: 'b', step: { kind: 'quiz' }, attemptId: 'attempt-1' });
  });

  test('is none when all modules are complete', () => {
    const progress = courseProgress(course, evidence({ completions: done('a', 'b', 'c') }), 'c');
    expect(progress).toMatchObject({ complete: true, next: null, modulesDone: 3 });
  });
});

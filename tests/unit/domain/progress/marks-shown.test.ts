import { expect, test } from 'vitest';
import { marksShown } from '#lib/domain/progress/marks-shown.ts';
import type { ModuleProgress } from '#lib/domain/progress/module-progress.ts';

const step = (key: string) => ({ key, title: key });
const progress: ModuleProgress = {
  moduleKey: 'steel',
  state: 'in-progress',
  completedAt: null,
  sections: ['one', 'two'].map((key) => ({ ...step(key), minutes: 4, read: false })),
  segments: [
    {
      ...step('lecture'),
      covered: false,
      isExempt: false,
      coverage: 0.2,
      watched: [[0, 24]],
      lengthSeconds: 120,
      standInRead: false,
      resumeSeconds: null,
      way: 'video',
    },
  ],
  quiz: { attempts: 1, bestPercent: 80, passed: true, inProgressAttemptId: null },
  missing: [
    { kind: 'section', ...step('one') },
    { kind: 'section', ...step('two') },
    { kind: 'segment', ...step('lecture') },
  ],
  stepsDone: 1,
  stepsTotal: 4,
};

test('what was marked without a line counts as read and is no longer missing', () => {
  const shown = marksShown(progress, (kind, key) => `${kind} ${key}` !== 'section two');
  expect(shown.sections.map(({ read }) => read)).toEqual([true, false]);
  expect(shown.segments[0]).toMatchObject({ standInRead: true, covered: true });
  expect(shown.missing).toEqual([{ kind: 'section', ...step('two') }]);
  expect(shown.stepsDone).toBe(3);
});

test('a section and a segment of the same key are two things', () => {
  const shown = marksShown(progress, (kind, key) => kind === 'segment' && key === 'one');
  expect(shown.missing).toEqual(progress.missing);
});

test('everything marked is not yet a completion: the server says that', () => {
  expect(marksShown(progress, () => true)).toMatchObject({ missing: [], stepsDone: 4, state: 'in-progress' });
});

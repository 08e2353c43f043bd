import { describe, expect, test } from 'vitest';
import { courseChanges } from '#lib/domain/courses/course-changes.ts';
import type { CourseDocument, Module } from '#lib/domain/courses/course.ts';
import { sampleCourse } from '../../../support/factories/course.ts';

const before = sampleCourse().course.document;

/** The course with its first module (steel) changed. */
const withSteel = (change: (steel: Module) => Partial<Module>): CourseDocument => ({
  ...before,
  modules: before.modules.map((module) =>
    module.key === 'steel' ? { ...module, ...change(module) } : module,
  ),
});

/** The same document with the keys of every object in another order, as Postgres gives it back. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reordered(part)]),
  );
}

test('the same course has no changes, in whatever order its keys stand', () => {
  expect(courseChanges(before, structuredClone(before))).toEqual([]);
  expect(courseChanges(before, reordered(before) as CourseDocument)).toEqual([]);
});

describe('one line is given for', () => {
  const cases: [fact: string, after: CourseDocument, line: string][] = [
    [
      'a changed question',
      withSteel(({ quiz }) => ({
        quiz: {
          ...quiz,
          questions: quiz.questions.map((one) =>
            one.key === 'steel-q04' ? { ...one, revisionId: 'new' } : one,
          ),
        },
      })),
      'steel: question steel-q04 changed',
    ],
    [
      'a removed question',
      withSteel(({ quiz }) => ({ quiz: { ...quiz, questions: quiz.questions.slice(1) } })),
      'steel: question steel-q01 removed',
    ],
    [
      'a changed section',
      withSteel(({ sections }) => ({
        sections: sections.map((one, at) => (at === 0 ? { ...one, html: 'New' } : one)),
      })),
      'steel: section steel-first changed',
    ],
    [
      'a removed section',
      withSteel(({ sections }) => ({ sections: sections.slice(0, 1) })),
      'steel: section steel-second removed',
    ],
    [
      'a changed segment',
      withSteel(({ segments }) => ({ segments: segments.map((one) => ({ ...one, endSeconds: 90 })) })),
      'steel: segment lecture changed',
    ],
    ['a changed summary', withSteel(() => ({ summary: 'Another' })), 'steel: outline changed'],
    [
      'another number of questions drawn',
      withSteel(({ quiz }) => ({ quiz: { ...quiz, draw: 4 } })),
      'steel: outline changed',
    ],
    ['a removed module', { ...before, modules: before.modules.slice(1) }, 'module steel removed'],
    ['a changed pass mark', { ...before, passMarkPercent: 99 }, 'course pages changed'],
  ];
  test.each(cases)('%s', (_fact, after, line) => {
    expect(courseChanges(before, after)).toEqual([line]);
  });

  test('a module and a section that were added', () => {
    const less = withSteel(({ sections }) => ({ sections: sections.slice(0, 1) }));
    expect(courseChanges({ ...less, modules: less.modules.slice(0, 1) }, before)).toEqual([
      'module cement added',
      'steel: section steel-second added',
    ]);
  });
});

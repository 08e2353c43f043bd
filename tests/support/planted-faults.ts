import { expect } from 'vitest';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { formatProblem } from '#lib/server/content/problems.ts';
import { authoredCourse } from './authored-course.ts';

/** One defect put into a course that is in order, and what the check must say of it. */
export interface PlantedFault {
  /** As a fact: "a number without a fact is named". */
  fact: string;
  file: string;
  replace: [from: string, to: string];
  /** File of the report; the same file unless given. */
  inFile?: string;
  /** Text at whose first line the report points. */
  at: string;
  message: string;
  factId?: string;
}

/** Plants the defect and expects exactly that one problem: file, line, message, fact. */
export async function expectFault({ file, replace, inFile = file, at, message, factId }: PlantedFault) {
  const course = await authoredCourse();
  await course.replace(file, ...replace);
  const { problems, course: checked } = await checkCourse(course.folder);
  const line = await course.lineOf(inFile, at);
  expect(problems.map(formatProblem)).toEqual([`content/sample/${inFile}:${line}: ${message}`]);
  expect(problems[0]?.factId).toBe(factId);
  expect(checked).toBeNull();
}

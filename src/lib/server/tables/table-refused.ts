import type { FileProblem } from '#lib/domain/imports/import-limits.ts';

/** A file that is no table that can be taken; `problem` says why. */
export class TableRefused extends Error {
  override name = 'TableRefused';
  readonly problem: FileProblem;
  constructor(problem: FileProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** One thing that is wrong with the authored files, or (as a warning) looks like a slip. */
export interface ContentProblem {
  /** Path from the folder of all courses: `industrial-decarbonization/modules/03-steel/quiz.yaml`. */
  file: string;
  /** From 1. */
  line: number;
  message: string;
  /** The fact that it is about, where it is about one. */
  factId?: string;
}

/** `content/<file>:<line>: <message>`, as compilers print it. */
export const formatProblem = ({ file, line, message }: ContentProblem) =>
  `content/${file}:${line}: ${message}`;

/** The files cannot be published; nothing was written. The message lists every problem. */
export class ContentError extends Error {
  override name = 'ContentError';
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

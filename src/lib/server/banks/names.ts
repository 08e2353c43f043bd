import { keyFromWords } from '#lib/domain/authored-key.ts';

const LONGEST_NAME = 60;

/** A name for a question that has none: its first words. */
export const nameFrom = (prompt: string): string => {
  const line = prompt.trim().split('\n')[0] ?? '';
  return line.length <= LONGEST_NAME ? line : `${line.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
};

/** A key for a question in a course, of its name. */
export const keyFromName = (name: string, taken: ReadonlySet<string>): string =>
  keyFromWords(name, taken, 'question');

import { normaliseNumber, numbersIn } from './numbers.ts';
import type { ContentProblem } from './problems.ts';
import type { FactEntry } from './schema.ts';
import type { Located } from './yaml-file.ts';

export type Path = readonly (string | number)[];

/** What the rules need to know of the whole course while they look at a part of it. */
export interface CheckContext {
  problems: ContentProblem[];
  warnings: ContentProblem[];
  facts: ReadonlyMap<string, FactEntry>;
  /** Beginnings of fact ids whose file could not be read: nothing is said of those. */
  unreadFacts: readonly string[];
  /** Null: the glossary could not be read. */
  glossaryKeys: ReadonlySet<string> | null;
  usedTerms: Set<string>;
}

/** Reports at a part of a YAML file. */
export function report(
  context: CheckContext,
  file: Located<unknown>,
  path: Path,
  message: string,
  factId?: string,
): void {
  context.problems.push({
    file: file.file,
    line: file.lineOf(path),
    message,
    ...(factId === undefined ? {} : { factId }),
  });
}

/** False for a fact that does not exist; true also where that cannot be known. */
export const isFact = ({ facts, unreadFacts }: CheckContext, id: string) =>
  facts.has(id) || unreadFacts.some((start) => id.startsWith(start));

/**
 * The numbers of a text that no cited fact holds, each once. None when a cited fact is not there: that is another fault, and mending it may
 * mend this one.
 */
export function uncitedNumbers(context: CheckContext, text: string, cited: readonly string[]): string[] {
  const facts = cited.map((id) => context.facts.get(id));
  if (facts.includes(undefined)) return [];
  const held = new Set(facts.flatMap((fact) => fact?.figures ?? []).map(normaliseNumber));
  return [...new Set(numbersIn(text))].filter((number) => !held.has(number));
}

/** Reports each number of a text that no cited fact holds. */
export function checkNumbers(
  context: CheckContext,
  place: { file: Located<unknown>; path: Path; what: string },
  text: string,
  cited: readonly string[],
  allowed: readonly string[] = [],
): void {
  const known = new Set(allowed.map(normaliseNumber));
  for (const number of uncitedNumbers(context, text, cited).filter((one) => !known.has(one))) {
    const message = `${place.what}: the number ${number} stands in no cited fact (${cited.join(', ') || 'none is cited'})`;
    report(context, place.file, place.path, message, cited.length === 1 ? cited[0] : undefined);
  }
}

/** As `checkNumbers`, where the text may rest on any of many facts. */
export function checkNumbersOfAny(
  context: CheckContext,
  place: { file: Located<unknown>; path: Path; what: string },
  text: string,
  facts: readonly string[],
): void {
  if (context.unreadFacts.length > 0) return;
  for (const number of uncitedNumbers(context, text, facts))
    report(context, place.file, place.path, `${place.what}: the number ${number} stands in no fact`);
}

/** Reports cited facts that do not exist. */
export function checkCited(
  context: CheckContext,
  place: { file: Located<unknown>; path: Path; what: string },
  cited: readonly string[],
): void {
  for (const id of cited)
    if (!isFact(context, id))
      report(context, place.file, place.path, `${place.what}: fact ${id} does not exist`, id);
}

/** Reports keys that stand twice. */
export function checkUnique(
  context: CheckContext,
  keys: readonly { key: string; file: Located<unknown>; path: Path }[],
): void {
  const seen = new Set<string>();
  for (const { key, file, path } of keys) {
    if (seen.has(key)) report(context, file, path, `${key} stands twice`);
    seen.add(key);
  }
}

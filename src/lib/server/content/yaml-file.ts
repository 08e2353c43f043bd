import * as v from 'valibot';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { ContentProblem } from './problems.ts';

type Path = readonly (string | number)[];

/** A value read from YAML, and where each part of it stands. */
export interface Located<T> {
  file: string;
  value: T;
  /** Line of the part at that path (`['questions', 3, 'prompt']`), or of the nearest part above it. */
  lineOf(path: Path): number;
}

/**
 * Reads YAML against a schema. Every fault (a syntax error, an unknown key, a wrong kind) becomes a problem with its line; the value is null
 * then. `firstLine` is the line of the text in its file.
 */
export function readYaml<Schema extends v.GenericSchema>(
  file: string,
  text: string,
  schema: Schema,
  problems: ContentProblem[],
  firstLine = 1,
): Located<v.InferOutput<Schema>> | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings, ...aliasesIn(document)];
  for (const { pos, message } of faults)
    problems.push({ file, line: lines.linePos(pos[0]).line + firstLine - 1, message: `YAML: ${message}` });
  if (faults.length > 0) return null;
  const lineOf = (path: Path) => lineAt(document, lines, path) + firstLine - 1;
  const given: unknown = document.toJS();
  const result = v.safeParse(schema, given);
  if (result.success) return { file, value: result.output, lineOf };
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    const missing = issue.type === 'strict_object' || issue.type === 'variant' ? keyFault(issue) : null;
    const at = namedPath(given, missing ? path.slice(0, -1) : path);
    problems.push({ file, line: lineOf(path), message: `${at}: ${missing ?? issue.message}` });
  }
  return null;
}

/** An alias could stand for nothing, or for far more than it looks: nobody who writes by hand needs one. */
function aliasesIn(document: Document): { pos: readonly [number]; message: string }[] {
  const found: { pos: readonly [number]; message: string }[] = [];
  visit(document, {
    Alias: (_key, { source, range }) =>
      void found.push({ pos: [range?.[0] ?? 0], message: `aliases such as *${source} are not read` }),
  });
  return found;
}

/** A missing or unknown key in words; null where the fault is another one. */
function keyFault(issue: { expected: string | null; received: string }): string | null {
  if (issue.expected === 'never') return `${issue.received} is not a key here`;
  return issue.received === 'undefined' && issue.expected && !issue.expected.includes('|')
    ? `${issue.expected} is missing`
    : null;
}

/** `questions.steel-q04.facts`: entries of a list by their key or id, where they have one. */
function namedPath(given: unknown, path: Path): string {
  let value = given;
  const names = path.map((step) => {
    value = (value as Record<string, unknown> | null | undefined)?.[step];
    const { key, id } = (value ?? {}) as { key?: unknown; id?: unknown };
    const name = typeof step === 'number' ? (key ?? id) : null;
    return typeof name === 'string' ? name : String(step);
  });
  return names.join('.') || 'the file';
}

function lineAt(document: Document, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      offset = rangeStart(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = rangeStart(node) ?? offset;
    } else break;
  }
  return lines.linePos(offset).line;
}

function rangeStart(node: unknown): number | undefined {
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  return range?.[0];
}

import * as v from 'valibot';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { ContentProblem } from './problems.ts';

/** A value read from YAML, and where each part of it stands. */
export interface Located<T> {
  file: string;
  value: T;
  /** Line of the part at that path (`['questions', 3, 'prompt']`), or of the nearest part above it. */
  lineOf(path: readonly (string | number)[]): number;
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
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  for (const error of document.errors)
    problems.push({ file, line: lines.linePos(error.pos[0]).line + firstLine - 1, message: error.message });
  if (document.errors.length > 0) return null;
  const lineOf = (path: readonly (string | number)[]) => lineAt(document, lines, path) + firstLine - 1;
  const result = v.safeParse(schema, document.toJS());
  if (result.success) return { file, value: result.output, lineOf };
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    problems.push({ file, line: lineOf(path), message: `${path.join('.') || 'the file'}: ${issue.message}` });
  }
  return null;
}

function lineAt(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
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

import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import type { ReadingState } from './reading.ts';

/** Renders what stands before the content of a `::: name rest` block; `rest` is trimmed, `line` counts from 1. */
type Opening = (rest: string, line: number, state: ReadingState) => string;

interface Openings {
  note: Opening;
  beyond: Opening;
  figure: Opening;
}

const lineText = (state: StateBlock, line: number) =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trim();

const reading = (env: unknown) => env as ReadingState;

/** Teaches the language `::: name rest` ... `:::`. Faults are reported while parsing; rendering follows `openings`. */
export function addContainers(language: MarkdownIt, openings: Openings): void {
  language.block.ruler.before('paragraph', 'container', readContainer, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  language.renderer.rules['container_open'] = (tokens, index, _options, env) => {
    const { info, content, map } = tokens[index] as Token;
    return openings[info as keyof Openings](content, (map?.[0] ?? 0) + 1, reading(env));
  };
  language.renderer.rules['container_close'] = (tokens, index) =>
    tokens[index]?.info === 'figure' ? '' : '</aside>\n';
}

function readContainer(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const opening = /^:::\s*([a-z]+)(?:\s+(.*))?$/.exec(lineText(state, startLine));
  const name = opening?.[1] ?? '';
  if (!['note', 'beyond', 'figure'].includes(name)) return false;
  if (silent) return true;
  let close = startLine + 1;
  while (close < endLine && lineText(state, close) !== ':::') close++;
  const fault = (message: string) => reading(state.env).faults.push({ line: startLine + 1, message });
  if (close >= endLine) fault(`this ::: ${name} block is never closed with :::`);
  const open = state.push('container_open', 'aside', 1);
  open.block = true;
  open.info = name;
  open.content = (opening?.[2] ?? '').trim();
  open.map = [startLine, close];
  if (name === 'figure') {
    const inside = Array.from({ length: close - startLine - 1 }, (_, index) =>
      lineText(state, startLine + 1 + index),
    );
    if (inside.some((line) => line !== ''))
      fault('a ::: figure block holds nothing; its words stand in module.yaml');
  } else {
    const before = state.lineMax;
    state.lineMax = close;
    state.md.block.tokenize(state, startLine + 1, close);
    state.lineMax = before;
  }
  const end = state.push('container_close', 'aside', -1);
  end.block = true;
  end.info = name;
  state.line = Math.min(close + 1, endLine);
  return true;
}

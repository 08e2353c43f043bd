import type { Token } from 'markdown-it';
import { termOf } from './markdown-language.ts';
import type { ReadingBlock, ReadingState } from './reading.ts';

/** Signs of something that is not part of the language and so would be shown as it is. */
const LEFT_OVER: readonly { sign: RegExp; message: string }[] = [
  { sign: /^:::/m, message: 'this ::: block is not known, or closes nothing; use beyond, note or figure' },
  { sign: /\[\^/, message: 'this citation is not a fact id such as [^steel-03]' },
  { sign: /!\[/, message: 'pictures are not part of the format' },
  { sign: /\]\(/, message: 'this link is refused; use https:// or glossary:key' },
  { sign: /<\/?[a-z!]/i, message: 'HTML is not part of the format' },
  { sign: /^>/m, message: 'quotations are not part of the format' },
  { sign: /^(?:-{3,}|\*{3,}|_{3,}|={3,}|~~~)/m, message: 'ruled lines are not part of the format' },
  { sign: /^\|.*\|\s*$/m, message: 'this table lacks its line of dashes, or an empty line before it' },
  { sign: /`/, message: 'code is not part of the format' },
  { sign: /~~/, message: 'struck-out text is not part of the format' },
];

/** Walks the parsed reading once for the check: what each block says and cites, which terms it links, what is not part of the language. */
export function findBlocks(tokens: readonly Token[], state: ReadingState): void {
  let beyond = 0;
  let row: ReadingBlock | null = null;
  for (const [index, token] of tokens.entries()) {
    if (token.info === 'beyond' && token.type === 'container_open') beyond++;
    if (token.info === 'beyond' && token.type === 'container_close') beyond--;
    if (token.type === 'tr_open') row = newBlock(token, 'text');
    if (token.type === 'tr_close' && row) {
      if (!beyond) state.blocks.push(row);
      row = null;
    }
    if (token.type !== 'inline') continue;
    const heading = tokens[index - 1];
    const isHeading = heading?.type === 'heading_open';
    const block: ReadingBlock = row ?? newBlock(token, isHeading ? 'heading' : 'text');
    if (isHeading && heading.tag !== 'h2' && heading.tag !== 'h3')
      state.faults.push({ line: block.line, message: 'headings begin with ## or ###' });
    readInline(token, block, state);
    if (!row && !beyond) state.blocks.push(block);
  }
}

const newBlock = ({ map }: Token, kind: ReadingBlock['kind']): ReadingBlock => ({
  line: (map?.[0] ?? 0) + 1,
  kind,
  text: '',
  factIds: [],
});

function readInline(token: Token, block: ReadingBlock, state: ReadingState): void {
  const { line } = block;
  let inLink = false;
  let text = '';
  for (const child of token.children ?? []) {
    if (child.type === 'text') text += child.content;
    if (child.type === 'softbreak' || child.type === 'hardbreak') text += '\n';
    if (child.type === 'link_close') inLink = false;
    if (child.type === 'link_open') {
      inLink = true;
      const key = termOf(child);
      if (key !== null) state.terms.push({ key, line });
    }
    if (child.type === 'fact') {
      text += ' ';
      block.factIds.push(child.content);
      state.citations.push({ key: child.content, line });
      if (inLink) state.faults.push({ line, message: 'a citation cannot stand inside a link' });
    }
  }
  block.text += `${block.text ? ' ' : ''}${text}`;
  for (const { sign, message } of LEFT_OVER) if (sign.test(text)) state.faults.push({ line, message });
}

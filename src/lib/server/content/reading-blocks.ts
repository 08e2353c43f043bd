import type { Token } from 'markdown-it';
import { termOf } from './markdown-language.ts';
import type { ReadingBlock, ReadingState } from './reading.ts';

const isNot = (what: string) => `${what} not part of the format`;

/** Markdown that readings do without, by the token that it is parsed to. */
const REFUSED: Readonly<Record<string, string>> = {
  blockquote_open: isNot('quotations are'),
  hr: isNot('ruled lines are'),
  code_block: isNot('indented blocks are'),
  fence: isNot('code is'),
  code_inline: isNot('code is'),
  s_open: isNot('struck-out text is'),
  image: isNot('pictures are'),
};

/** Signs of something that was not understood and so would be shown as it is. */
const LEFT_OVER: readonly { sign: RegExp; message: string }[] = [
  { sign: /^:::/m, message: 'this ::: block is not known, or closes nothing; use beyond, note or figure' },
  { sign: /\[\^/, message: 'this citation is not a fact id such as [^steel-03]' },
  { sign: /\]\(/, message: 'this link is refused; use https:// or glossary:key, and no citation inside' },
  { sign: /<\/?[a-z!]/i, message: isNot('HTML is') },
  { sign: /^={2,}$/m, message: isNot('ruled lines are') },
  { sign: /^\|.*\|$/m, message: 'this table lacks its line of dashes, or an empty line before it' },
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
    const refused = REFUSED[token.type];
    if (refused) state.faults.push({ line: (token.map?.[0] ?? 0) + 1, message: refused });
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
  let text = '';
  for (const child of token.children ?? []) {
    if (child.type === 'text') text += child.content;
    if (child.type === 'softbreak' || child.type === 'hardbreak') text += '\n';
    const term = child.type === 'link_open' ? termOf(child) : null;
    if (term !== null) state.terms.push({ key: term, line });
    const refused = REFUSED[child.type];
    if (refused) state.faults.push({ line, message: refused });
    if (child.type === 'fact') {
      text += ' ';
      block.factIds.push(child.content);
      state.citations.push({ key: child.content, line });
    }
  }
  block.text += `${block.text ? ' ' : ''}${text}`;
  for (const { sign, message } of LEFT_OVER) if (sign.test(text)) state.faults.push({ line, message });
}

import MarkdownIt, { type Env, type Token } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { KeyFigure } from '#lib/domain/courses/course.ts';
import { escapeHtml, keyFigureHtml } from './key-figure-html.ts';
import { numbersIn } from './numbers.ts';

/** A block of a reading that the check looks at: a paragraph, heading, list item or table row. */
export interface ReadingBlock {
  /** Line in the Markdown text, from 1. */
  line: number;
  kind: 'heading' | 'text';
  numbers: string[];
  factIds: string[];
}

export interface RenderedReading {
  html: string;
  /** In order of first use. */
  factIds: string[];
  termKeys: string[];
  /** Blocks outside "beyond" notes. */
  blocks: ReadingBlock[];
  /** Key figures that are shown, with their lines. */
  figures: { key: string; line: number }[];
  terms: { key: string; line: number }[];
  /** What the author wrote wrongly. */
  faults: { line: number; message: string }[];
}

interface Environment extends Omit<RenderedReading, 'html' | 'termKeys'>, Env {
  sectionKey: string;
  keyFigures: readonly KeyFigure[];
  beyond: number;
  figureSlots: Map<string, string>;
}

/**
 * Renders a reading to sanitised HTML, once, when it is published. Raw HTML is not part of the language; what comes out is filtered
 * by an allow-list besides. `[^id]` becomes a numbered mark that leads to `#source-id`, `[words](glossary:key)` a button that opens
 * the popover `term-key`; `::: beyond URL "reference"`, `::: note` and `::: figure key` become asides and figures.
 */
export function renderReading(
  text: string,
  context: { sectionKey: string; keyFigures: readonly KeyFigure[] },
): RenderedReading {
  const environment: Environment = {
    ...context,
    factIds: [],
    blocks: [],
    figures: [],
    terms: [],
    faults: [],
    beyond: 0,
    figureSlots: new Map(),
  };
  const tokens = markdown.parse(text, environment);
  collectBlocks(tokens, environment);
  const dirty = markdown.renderer.render(tokens, markdown.options, environment);
  const html = sanitize(dirty).replaceAll(
    /<div data-figure="([a-z0-9-]+)"><\/div>/g,
    (_all, key: string) => environment.figureSlots.get(key) ?? '',
  );
  const { factIds, blocks, figures, terms, faults } = environment;
  return {
    html,
    factIds,
    termKeys: [...new Set(terms.map(({ key }) => key))],
    blocks,
    figures,
    terms,
    faults,
  };
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable([
  'image',
  'html_inline',
  'html_block',
  'code',
  'fence',
]);

markdown.validateLink = (address) => /^(https:\/\/|glossary:[a-z0-9-]+$)/.test(address);

/** `[^steel-03]` */
markdown.inline.ruler.before('link', 'fact', (state, silent) => {
  const found = /^\[\^([a-z]+(?:-[a-z]+)*-\d+[a-z]?)\]/.exec(state.src.slice(state.pos));
  if (!found?.[1]) return false;
  if (!silent) state.push('fact', '', 0).content = found[1];
  state.pos += found[0].length;
  return true;
});

const own = (env: Env | undefined) => env as Environment;
/** Address of a link token. */
const addressOf = (token: Token | undefined) => String(token?.attrGet('href') ?? '');

markdown.renderer.rules['fact'] = (tokens, index, _options, given) => {
  const env = own(given);
  const id = tokens[index]?.content ?? '';
  if (!env.factIds.includes(id)) env.factIds.push(id);
  return `<sup class="cite"><a href="#source-${id}">${env.factIds.indexOf(id) + 1}</a></sup>`;
};

markdown.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
  const address = addressOf(tokens[index]);
  if (address.startsWith('glossary:'))
    return `<button type="button" class="term" popovertarget="term-${address.slice('glossary:'.length)}">`;
  tokens[index]?.attrSet('rel', 'noopener external nofollow');
  return self.renderToken(tokens, index, options);
};

markdown.renderer.rules['link_close'] = (tokens, index) => {
  let depth = 0;
  for (let at = index; at >= 0; at--) {
    const token = tokens[at];
    if (token?.type === 'link_close') depth++;
    if (token?.type === 'link_open' && --depth === 0)
      return addressOf(token).startsWith('glossary:') ? '</button>' : '</a>';
  }
  return '</a>';
};

markdown.renderer.rules['heading_open'] = (tokens, index, _options, given) => {
  const env = own(given);
  const words = tokens[index + 1]?.content ?? '';
  const slug = words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `<${tokens[index]?.tag} id="${escapeHtml(`${env.sectionKey}-${slug}`)}">`;
};

markdown.renderer.rules['table_open'] = () => '<div class="table-scroll" tabindex="0"><table>';
markdown.renderer.rules['table_close'] = () => '</table></div>';

/** `::: name rest` ... `:::` */
markdown.block.ruler.before(
  'paragraph',
  'container',
  (state, startLine, endLine, silent) => {
    const lineText = (line: number) =>
      state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
    const opening = /^:::\s*(\w+)\s*(.*)$/.exec(lineText(startLine));
    if (!opening) return false;
    if (silent) return true;
    let close = startLine + 1;
    while (close < endLine && lineText(close).trim() !== ':::') close++;
    const env = own(state.env);
    if (close >= endLine)
      env.faults.push({ line: startLine + 1, message: 'this ::: block is never closed with :::' });
    const open = state.push('container_open', 'aside', 1);
    open.info = opening[1] ?? '';
    open.content = opening[2] ?? '';
    open.map = [startLine, close];
    const before = state.lineMax;
    state.lineMax = close;
    state.md.block.tokenize(state, startLine + 1, close);
    state.lineMax = before;
    state.push('container_close', 'aside', -1).info = open.info;
    state.line = Math.min(close + 1, endLine);
    return true;
  },
  { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
);

markdown.renderer.rules['container_open'] = (tokens, index, _options, given) => {
  const env = own(given);
  const { info, content, map } = tokens[index] as Token;
  const line = (map?.[0] ?? 0) + 1;
  if (info === 'note') return '<aside class="note">';
  if (info === 'beyond') return beyondHtml(content, line, env);
  if (info === 'figure') return figureSlot(content.trim(), line, env);
  env.faults.push({ line, message: `::: ${info} is not known; use beyond, note or figure` });
  return '<aside>';
};
markdown.renderer.rules['container_close'] = (tokens, index) =>
  tokens[index]?.info === 'figure' ? '' : '</aside>';

function beyondHtml(content: string, line: number, env: Environment): string {
  const [, url, reference] = /^(https:\/\/\S+)\s+"([^"]+)"$/.exec(content.trim()) ?? [];
  if (!url || !reference) {
    env.faults.push({
      line,
      message: '::: beyond needs an https address and a reference in quotation marks',
    });
    return '<aside class="beyond">';
  }
  const link = `<a href="${escapeHtml(url)}" rel="noopener external nofollow">${escapeHtml(reference)}</a>`;
  return `<aside class="beyond"><p class="label">Beyond the lecture: ${link}</p>`;
}

function figureSlot(key: string, line: number, env: Environment): string {
  env.figures.push({ key, line });
  const figure = env.keyFigures.find((candidate) => candidate.key === key);
  if (!figure) {
    env.faults.push({ line, message: `key figure ${key} is not in module.yaml` });
    return '';
  }
  env.figureSlots.set(key, keyFigureHtml(figure));
  return `<div data-figure="${key}"></div>`;
}

/** Walks the tokens once for the check: numbers and cited facts by block. */
function collectBlocks(tokens: readonly Token[], env: Environment): void {
  let beyond = 0;
  let row: ReadingBlock | null = null;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'container_open' && token.info === 'beyond') beyond++;
    if (token.type === 'container_close' && token.info === 'beyond') beyond--;
    if (token.type === 'tr_open')
      row = { line: (token.map?.[0] ?? 0) + 1, kind: 'text', numbers: [], factIds: [] };
    if (token.type === 'tr_close' && row) {
      if (!beyond) env.blocks.push(row);
      row = null;
    }
    if (token.type !== 'inline') continue;
    const block = row ?? {
      line: (token.map?.[0] ?? 0) + 1,
      kind: tokens[index - 1]?.type === 'heading_open' ? ('heading' as const) : ('text' as const),
      numbers: [],
      factIds: [],
    };
    for (const child of token.children ?? []) {
      if (child.type === 'text') block.numbers.push(...numbersIn(child.content));
      if (child.type === 'fact') block.factIds.push(child.content);
      const address = child.type === 'link_open' ? addressOf(child) : '';
      if (address.startsWith('glossary:'))
        env.terms.push({ key: address.slice('glossary:'.length), line: block.line });
    }
    if (!row && !beyond) env.blocks.push(block);
  }
}

/** The allow-list. Figures are put in afterwards from our own template, so no SVG of an author passes here. */
function sanitize(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      'p',
      'h2',
      'h3',
      'h4',
      'ul',
      'ol',
      'li',
      'strong',
      'em',
      's',
      'a',
      'button',
      'sup',
      'sub',
      'aside',
      'div',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'blockquote',
      'hr',
      'br',
      'code',
    ],
    allowedAttributes: {
      a: ['href', 'rel'],
      button: ['type', 'popovertarget'],
      h2: ['id'],
      h3: ['id'],
      h4: ['id'],
      div: ['data-figure', 'tabindex'],
      ol: ['start'],
      th: ['style'],
      td: ['style'],
    },
    allowedClasses: {
      button: ['term'],
      sup: ['cite'],
      aside: ['beyond', 'note'],
      p: ['label'],
      div: ['table-scroll'],
    },
    allowedStyles: { '*': { 'text-align': [/^(left|right|center)$/] } },
    allowedSchemes: ['https'],
    allowedSchemesByTag: { a: ['https'] },
    allowProtocolRelative: false,
    exclusiveFilter: (frame) =>
      frame.tag === 'button' && !/^term-[a-z0-9-]+$/.test(frame.attribs['popovertarget'] ?? ''),
  });
}

import MarkdownIt, { type Env, type Token } from 'markdown-it';
import { escapeHtml, keyFigureHtml } from './key-figure-html.ts';
import { addContainers } from './markdown-containers.ts';
import type { ReadingState } from './reading.ts';

/**
 * The language of readings: a small part of Markdown, and what courses need besides (see `renderReading`). What else Markdown knows is
 * parsed as well, so that findBlocks can refuse it by name; only these rules would let words vanish or mean something else.
 */
export const language = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable([
  'reference',
  'lheading',
  'autolink',
]);

const GLOSSARY = 'glossary:';

language.validateLink = (address) => /^(https:\/\/|glossary:[a-z0-9-]+$)/.test(address);

/** Address of a link token. */
const addressOf = (token: Token | undefined) => String(token?.attrGet('href') ?? '');

/** The glossary key that a link opens, or null for a link to elsewhere. */
export function termOf(token: Token | undefined): string | null {
  const address = addressOf(token);
  return address.startsWith(GLOSSARY) ? address.slice(GLOSSARY.length) : null;
}

const own = (env: Env | undefined) => env as ReadingState;

/** `[^steel-03]`. Authors leave a gap before the mark; readers see it close to the word, and apart from another mark only. */
language.inline.ruler.before('link', 'fact', (state, silent) => {
  const found = /^\[\^([a-z]+(?:-[a-z]+)*-\d+[a-z]?)\]/.exec(state.src.slice(state.pos));
  if (!found?.[1]) return false;
  if (!silent) {
    state.pending = state.pending.trimEnd();
    if (state.pending === '' && state.tokens.at(-1)?.type === 'softbreak') state.tokens.pop();
    if (state.pending === '' && state.tokens.at(-1)?.type === 'fact') state.pending = ' ';
    state.push('fact', '', 0).content = found[1];
  }
  state.pos += found[0].length;
  return true;
});

language.renderer.rules['fact'] = (tokens, index, _options, env) =>
  citationHtml(own(env), tokens[index]?.content ?? '');

function citationHtml(state: ReadingState, factId: string): string {
  if (!state.factIds.includes(factId)) state.factIds.push(factId);
  const number = state.factIds.indexOf(factId) + 1;
  return `<sup class="cite"><a href="#source-${escapeHtml(factId)}">${number}</a></sup>`;
}

language.renderer.rules['link_open'] = (tokens, index) => {
  const token = tokens[index];
  const term = termOf(token);
  return term === null
    ? `<a href="${escapeHtml(addressOf(token))}" rel="noopener external nofollow">`
    : `<button type="button" class="term" popovertarget="term-${escapeHtml(term)}">`;
};

/** Links cannot stand inside links, so the nearest opening is the one that is closed. */
language.renderer.rules['link_close'] = (tokens, index) => {
  const open = tokens.slice(0, index).findLast(({ type }) => type === 'link_open');
  return termOf(open) === null ? '</a>' : '</button>';
};

language.renderer.rules['heading_open'] = (tokens, index, _options, env) =>
  `<${levelOf(tokens[index], own(env))} id="${headingId(own(env), tokens[index + 1])}">`;
language.renderer.rules['heading_close'] = (tokens, index, _options, env) =>
  `</${levelOf(tokens[index], own(env))}>\n`;

const levelOf = (token: Token | undefined, { titleLevel }: ReadingState) =>
  `h${Math.min(5, Number(token?.tag.slice(1) ?? 2) - 1 + titleLevel)}`;

/** `<prefix>--<words>`: two hyphens never stand in a key, so no id of a page is met by chance. */
function headingId(state: ReadingState, title: Token | undefined): string {
  const words = (title?.children ?? []).map(({ type, content }) => (type === 'fact' ? '' : content)).join('');
  const slug = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  const start = `${state.idPrefix}--${slug}`;
  let id = start;
  for (let count = 2; state.headingIds.has(id); count++) id = `${start}--${count}`;
  state.headingIds.add(id);
  return escapeHtml(id);
}

language.renderer.rules['table_open'] = () => '<div class="table-scroll" tabindex="0"><table>';
language.renderer.rules['table_close'] = () => '</table></div>\n';
/** Cells carry no style of their own: the page sets them. */
for (const cell of ['th', 'td'] as const) language.renderer.rules[`${cell}_open`] = () => `<${cell}>`;

addContainers(language, {
  note: () => '<aside class="note">',
  beyond: (rest, line, state) => {
    const [, url, reference] = /^(https:\/\/[^\s"]+)\s+"([^"]+)"$/.exec(rest) ?? [];
    if (!url || !reference) {
      const message = '::: beyond needs an https address and a reference in quotation marks';
      state.faults.push({ line, message });
      return '<aside class="beyond">';
    }
    const link = `<a href="${escapeHtml(url)}" rel="noopener external nofollow">${escapeHtml(reference)}</a>`;
    return `<aside class="beyond"><p class="label">Beyond the lecture: ${link}</p>`;
  },
  figure: (key, line, state) => {
    state.figures.push({ key, line });
    const figure = state.keyFigures.find((candidate) => candidate.key === key);
    if (!figure) {
      state.faults.push({ line, message: `key figure ${key || '(no key)'} is not in module.yaml` });
      return '';
    }
    const marks = figure.factIds.map((id) => citationHtml(state, id)).join(' ');
    state.figureHtml.set(key, keyFigureHtml(figure, marks));
    return `<div data-figure="${escapeHtml(key)}"></div>`;
  },
});

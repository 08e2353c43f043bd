import { language } from './markdown-language.ts';
import { findBlocks } from './reading-blocks.ts';
import { newReadingState, type ReadingContext, type RenderedReading } from './reading.ts';
import { sanitize } from './sanitize.ts';

/**
 * Renders a reading to sanitised HTML, once, when it is published. Raw HTML is not part of the language; what comes out is filtered
 * by an allow-list besides. `[^id]` becomes a numbered mark that leads to `#source-id`, `[words](glossary:key)` a button that opens
 * the popover `term-key`; `::: beyond URL "reference"`, `::: note` and `::: figure key` become asides and figures.
 *
 * Worked example: `1.8 tonnes. [^steel-03]` gives
 * `<p>1.8 tonnes. <sup class="cite"><a href="#source-steel-03">1</a></sup></p>`.
 */
export function renderReading(text: string, context: ReadingContext): RenderedReading {
  const state = newReadingState(context);
  const tokens = language.parse(text, state);
  findBlocks(tokens, state);
  // Figures come from our own template with every value escaped, so they are put in after the filter, which lets no SVG pass.
  const html = sanitize(language.renderer.render(tokens, language.options, state)).replaceAll(
    /<div data-figure="([a-z0-9-]+)"><\/div>/g,
    (_all, key: string) => state.figureHtml.get(key) ?? '',
  );
  const { factIds, blocks, citations, figures, terms, faults } = state;
  const termKeys = [...new Set(terms.map(({ key }) => key))];
  return { html, factIds, termKeys, blocks, citations, figures, terms, faults };
}

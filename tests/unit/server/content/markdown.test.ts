import { describe, expect, test } from 'vitest';
import type { KeyFigure } from '#lib/domain/courses/course.ts';
import { renderReading } from '#lib/server/content/markdown.ts';

const figure = (given: Partial<KeyFigure> = {}): KeyFigure => ({
  key: 'intensity',
  value: '1.8',
  unit: 't CO₂',
  caption: 'for each tonne',
  factIds: ['steel-03'],
  drawing: null,
  ...given,
});

const render = (text: string, keyFigures: KeyFigure[] = []) =>
  renderReading(text, { idPrefix: 'why', titleLevel: 2, keyFigures });
const html = (text: string, keyFigures: KeyFigure[] = []) => render(text, keyFigures).html.trim();

describe('citations', () => {
  test('a citation is a numbered mark that leads to its source', () => {
    expect(html('It is 1.8. [^steel-03]')).toBe(
      '<p>It is 1.8.<sup class="cite"><a href="#source-steel-03">1</a></sup></p>',
    );
  });

  test('a mark stands close to its word, also over the end of a line, and apart from another mark', () => {
    const mark = (number: number) => `<sup class="cite"><a href="#source-cf-0${number}">${number}</a></sup>`;
    for (const text of ['A. [^cf-01] [^cf-02] B', 'A.\n[^cf-01]\n[^cf-02] B', 'A.[^cf-01][^cf-02] B'])
      expect(html(text)).toBe(`<p>A.${mark(1)} ${mark(2)} B</p>`);
  });

  test('facts are numbered in order of first use, and a fact keeps its number', () => {
    const { html: text, factIds } = render('A [^steel-03] b [^cf-01]\n\nc [^steel-03] d [^coal-power-02]');
    expect(factIds).toEqual(['steel-03', 'cf-01', 'coal-power-02']);
    expect([...text.matchAll(/>(\d)<\/a>/g)].map(([, number]) => number)).toEqual(['1', '2', '1', '3']);
  });
});

describe('terms', () => {
  test('a glossary link is a button that opens the popover of its term', () => {
    const { html: text, termKeys } = render('The [*trading* scheme](glossary:ets), [ETS](glossary:ets).');
    expect(text).toContain(
      '<button type="button" class="term" popovertarget="term-ets"><em>trading</em> scheme</button>',
    );
    expect(termKeys).toEqual(['ets']);
  });

  test('a link to elsewhere stays a link beside a term', () => {
    expect(html('[a](glossary:ets) [b](https://example.org/?a=1&b=2)')).toBe(
      '<p><button type="button" class="term" popovertarget="term-ets">a</button> ' +
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener external nofollow">b</a></p>',
    );
  });
});

describe('headings', () => {
  test('a heading goes below the title of the page, with an id of its own', () => {
    expect(html('## A plan, 2021!\n\n### More')).toBe(
      '<h3 id="why--a-plan-2021">A plan, 2021!</h3>\n<h4 id="why--more">More</h4>',
    );
  });

  test('below a title of the third level it goes one lower', () => {
    const { html: text } = renderReading('## A\n\n### B', { idPrefix: 'x', titleLevel: 3, keyFigures: [] });
    expect(text).toContain('<h4 id="x--a">A</h4>');
    expect(text).toContain('<h5 id="x--b">B</h5>');
  });

  test('two headings of the same words have two ids', () => {
    expect([...html('## A\n\nB\n\n## A\n\nC\n\n## A').matchAll(/id="([^"]+)"/g)].map(([, id]) => id)).toEqual(
      ['why--a', 'why--a--2', 'why--a--3'],
    );
  });

  test('a citation is no part of the id, and other scripts are', () => {
    expect(html('## Сталь и CO₂ [^steel-03]')).toContain('<h3 id="why--сталь-и-co₂">');
  });
});

describe('notes', () => {
  test('what goes beyond the lecture stands apart, with its reference', () => {
    expect(html('::: beyond https://example.org/a "A & B, 2020"\nIt is **7%**.\n:::')).toBe(
      '<aside class="beyond"><p class="label">Beyond the lecture: ' +
        '<a href="https://example.org/a" rel="noopener external nofollow">A &amp; B, 2020</a></p>' +
        '<p>It is <strong>7%</strong>.</p>\n</aside>',
    );
  });

  test('a note holds paragraphs and lists, and the text goes on after it', () => {
    expect(html('Before\n::: note\nThink.\n\n- a\n- b\n:::\nAfter')).toBe(
      '<p>Before</p>\n<aside class="note"><p>Think.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</aside>\n<p>After</p>',
    );
  });
});

test('a table scrolls by itself and can be reached with the keyboard', () => {
  expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toMatch(
    /^<div class="table-scroll" tabindex="0"><table>[\s\S]*<td>1<\/td>\s*<td>2<\/td>[\s\S]*<\/table><\/div>$/,
  );
});

describe('key figures', () => {
  test('a figure shows value, unit, caption and its source marks', () => {
    const { html: text, factIds } = render('::: figure intensity\n:::\n\nMore. [^steel-01]', [figure()]);
    expect(text).toContain(
      '<figure class="key-figure"><div><span class="value">1.8</span> <span class="unit">t CO₂</span></div>' +
        '<figcaption>for each tonne <sup class="cite"><a href="#source-steel-03">1</a></sup></figcaption></figure>',
    );
    expect(factIds).toEqual(['steel-03', 'steel-01']);
  });

  test('a share is drawn as a hundred dots, with its table in text', () => {
    const text = html('::: figure intensity\n:::', [
      figure({ drawing: { type: 'share', part: 8, whole: 100 } }),
    ]);
    const [on, off] = [...text.matchAll(/<path d="([^"]+)"/g)].map(([, path]) => path?.match(/M/g)?.length);
    expect([on, off]).toEqual([8, 92]);
    expect(text).toContain('<svg class="dots" viewBox="0 0 200 32" width="320" aria-hidden="true">');
    expect(text).toContain('<div class="visually-hidden"><table>');
    expect(text).toContain('<th scope="row">for each tonne</th><td>8 / 100</td>');
  });

  test('bars are drawn to scale beside their labels and values', () => {
    const bars = [
      { label: 'Steel', value: 1, unit: 't' },
      { label: 'CO₂', value: 2, unit: 't' },
    ];
    const text = html('::: figure intensity\n:::', [figure({ drawing: { type: 'bars', bars } })]);
    expect([...text.matchAll(/<svg class="bar" width="(\d+%)"/g)].map(([, width]) => width)).toEqual([
      '50%',
      '100%',
    ]);
    expect(text).toContain('<th scope="row">CO₂</th><td>2 t</td>');
  });

  test('a figure may be shown twice', () => {
    const text = html('::: figure intensity\n:::\n\n::: figure intensity\n:::', [figure()]);
    expect(text.match(/<figure/g)).toHaveLength(2);
  });
});

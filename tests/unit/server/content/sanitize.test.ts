import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyFigure } from '#lib/domain/courses/course.ts';
import { renderReading } from '#lib/server/content/markdown.ts';
import { sanitize } from '#lib/server/content/sanitize.ts';

const TAGS =
  /^(p|h[2-5]|ul|ol|li|strong|em|br|a|button|sup|aside|div|table|thead|tbody|tr|th|td|figure|figcaption|span|svg|path|rect)$/;
const ATTRIBUTES =
  /^(href|rel|type|popovertarget|id|tabindex|start|class|scope|aria-hidden|viewBox|width|height|d|fill|stroke|stroke-width|stroke-linecap|opacity)$/;

/** Every tag of the HTML is one of ours, every attribute too, and every address is https or a place on the page. */
function expectHarmless(html: string) {
  for (const [, tag = '', rest = ''] of html.matchAll(/<\/?([^\s>/]+)((?:[^>"]|"[^"]*")*)>/g)) {
    expect(tag).toMatch(TAGS);
    for (const [, name = '', value = ''] of rest.matchAll(/([^\s=/]+)(?:="([^"]*)")?/g)) {
      expect(name).toMatch(ATTRIBUTES);
      if (name === 'href') expect(value).toMatch(/^(https:\/\/|#source-)/);
      if (name === 'popovertarget') expect(value).toMatch(/^term-[a-z0-9-]+$/);
    }
  }
  // Whatever is left over must be text.
  expect(html.replaceAll(/<\/?[a-z][a-z0-9]*(?:[^>"]|"[^"]*")*>/g, '')).not.toMatch(/<[a-z/!]/i);
}

const render = (text: string, keyFigures: KeyFigure[] = []) =>
  renderReading(text, { idPrefix: 'why', titleLevel: 2, keyFigures }).html;

const attacks = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><animate onbegin=alert(1)></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<p style="background:url(https://evil.example)">x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<button type="submit" formaction="https://evil.example">x</button>',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](//evil.example)',
  '[x](http://evil.example)',
  '[x](glossary:"onmouseover=alert(1))',
  '[x](glossary:ets" onclick="alert(1))',
  '[x](https://example.org/"onmouseover="alert(1))',
  '[x](https://example.org "title" onclick=alert(1))',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '![x](https://evil.example/x.png"onerror="alert(1))',
  '## <img src=x onerror=alert(1)>',
  '## x" onclick="alert(1)',
  '::: beyond https://example.org/"onclick="alert(1) "x"\ny\n:::',
  '::: beyond https://example.org "<script>alert(1)</script>"\ny\n:::',
  '::: beyond javascript:alert(1) "x"\ny\n:::',
  '::: note" onclick="alert(1)\ny\n:::',
  '::: figure x"><script>alert(1)</script>\n:::',
  '[^steel-01"><script>alert(1)</script>]',
  '```"><script>alert(1)</script>\nx\n```',
  '`<script>alert(1)</script>`',
  '| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |',
];

describe('a reading', () => {
  test.each(attacks)('%s does no harm', (text) => {
    expectHarmless(render(text));
  });

  test('no text at all gives a script, a handler or a strange address', () => {
    const piece = fc.oneof(
      fc.constantFrom(...attacks),
      fc.constantFrom('<', '>', '"', "'", '](', '[', '[^', ':::', '\n', '\n\n', '|', '`', '&#', '\\', '\0'),
      fc.constantFrom(
        'onerror=',
        'javascript:',
        'glossary:',
        'https://',
        '::: figure share',
        'data-figure="share"',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => expectHarmless(render(pieces.join('')))),
      { numRuns: 500 },
    );
  });

  test('no key figure gives a script, a handler or a strange address', () => {
    const words = fc.oneof(fc.constantFrom(...attacks, '$&', '$1'), fc.string({ unit: 'grapheme' }));
    const amount = fc.integer({ min: 1, max: 100 });
    const drawing = fc.oneof(
      fc.constant(null),
      fc.record({ type: fc.constant('share' as const), part: amount, whole: fc.constant(100) }),
      fc.record({
        type: fc.constant('bars' as const),
        bars: fc.array(fc.record({ label: words, value: amount, unit: words }), { minLength: 2 }),
      }),
    );
    const figure = fc.record({ value: words, unit: words, caption: words, drawing });
    fc.assert(
      fc.property(figure, (given) => {
        const html = render('::: figure share\n:::', [{ key: 'share', factIds: ['steel-03'], ...given }]);
        expect(html).toMatch(/^<figure class="key-figure">.*<\/figure>$/s);
        expectHarmless(html);
      }),
      { numRuns: 200 },
    );
  });

  test('a place holder that an author writes is no figure', () => {
    expect(render('<div data-figure="share"></div>')).not.toContain('<div');
  });
});

describe('the filter', () => {
  test.each([
    ['<script>alert(1)</script>', ''],
    ['<p onclick="alert(1)">x</p>', '<p>x</p>'],
    ['<p style="color:red">x</p>', '<p>x</p>'],
    ['<p class="secret label">x</p>', '<p class="label">x</p>'],
    ['<img src="x" onerror="alert(1)">', ''],
    ['<svg onload="alert(1)"><path d="M0 0"/></svg>', ''],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="//evil.example">x</a>', '<a>x</a>'],
    ['<a href="http://evil.example">x</a>', '<a>x</a>'],
    ['<a href="#source-steel-01">1</a>', '<a href="#source-steel-01">1</a>'],
    ['<button>x</button>', ''],
    ['<button type="submit" popovertarget="term-ets">x</button>', ''],
    ['<button type="button" popovertarget="menu">x</button>', ''],
    [
      '<button type="button" class="term" popovertarget="term-ets" formaction="/x">x</button>',
      '<button type="button" class="term" popovertarget="term-ets">x</button>',
    ],
    ['<form action="/x"><input name="a"></form>', ''],
    ['<iframe src="https://example.org"></iframe>', ''],
    ['<h1>x</h1>', 'x'],
  ])('turns %s into %j', (dirty, clean) => {
    expect(sanitize(dirty)).toBe(clean);
  });
});

import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Button from '#lib/components/ui/Button.svelte';
import Field from '#lib/components/ui/Field.svelte';
import { Html } from '#lib/domain/courses/html.ts';
import { figureDrawingHtml } from '#lib/server/content/key-figure-html.ts';
import KeyFigureList from '#lib/components/ui/KeyFigureList.svelte';
import Notice from '#lib/components/ui/Notice.svelte';
import Pathway from '#lib/components/ui/Pathway.svelte';
import ProgressBar from '#lib/components/ui/ProgressBar.svelte';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe('a field', () => {
  it('ties its label, hint and error to the input', () => {
    const { body } = render(Field, {
      props: { name: 'email', label: 'E-mail', hint: 'For news', error: 'Write an @' },
    });
    const id = /<input[^>]* id="([^"]+)"/.exec(body)?.[1];
    expect(body).toContain(`<label for="${id}"`);
    expect(body).toContain(`aria-describedby="${id}-hint ${id}-error"`);
    expect(body).toContain('aria-invalid="true"');
    expect(body).toMatch(new RegExp(`id="${id}-error"[^>]*>Write an @`));
  });

  it('is not marked wrong without an error', () => {
    const { body } = render(Field, { props: { name: 'email', label: 'E-mail' } });
    expect(body).not.toContain('aria-invalid');
    expect(body).not.toContain('aria-describedby');
  });
});

describe('a button', () => {
  it('with an address is a link', () => {
    const { body } = render(Button, { props: { href: '/register', children: words('Register') } });
    expect(body).toMatch(/<a [^>]*href="\/register"/);
    expect(body).not.toContain('<button');
  });

  it('submits its form unless told otherwise', () => {
    expect(render(Button, { props: { children: words('Save') } }).body).toContain('type="submit"');
  });
});

describe('the pathway', () => {
  it('tells each state in words and marks where the reader is', () => {
    const { body } = render(Pathway, {
      props: {
        label: 'Modules',
        stops: [
          { key: 'a', label: 'Cement', href: '/a', state: 'filled', stateLabel: 'Complete' },
          { key: 'b', label: 'Steel', state: 'half', stateLabel: 'In progress', current: true },
        ],
      },
    });
    expect(body).toContain('aria-label="Modules"');
    expect(body).toMatch(/Complete[\s\S]*In progress/);
    expect(body.match(/aria-current="step"/g)).toHaveLength(1);
    expect(body).toMatch(/<a [^>]*href="\/a"[^>]*>Cement<\/a>/);
  });
});

describe('a notice', () => {
  it.each([
    ['bad', 'alert'],
    ['good', 'status'],
  ] as const)('of the tone %s has the role %s', (tone, role) => {
    expect(render(Notice, { props: { tone, children: words('Done') } }).body).toContain(`role="${role}"`);
  });
});

describe('a progress bar', () => {
  it.each([
    [-1, 0],
    [0.4, 40],
    [7, 100],
  ])('of %d shows %d percent', (value, percent) => {
    const { body } = render(ProgressBar, { props: { value, label: 'Steps' } });
    expect(body).toContain(`aria-valuenow="${percent}"`);
  });
});

describe('key figures', () => {
  it('lead to their source and draw a share as that many dots of a hundred', () => {
    const drawing = figureDrawingHtml({ type: 'share', part: 8, whole: 100 }, 'of emissions');
    const { body } = render(KeyFigureList, {
      props: {
        lang: 'en',
        figures: [
          {
            key: 'share',
            value: '8',
            unit: '%',
            caption: 'of emissions',
            factIds: ['steel-04'],
            drawing: new Html(drawing),
          },
        ],
      },
    });
    expect(body).toContain('href="#source-steel-04"');
    const dots = [...body.matchAll(/<path d="([^"]*)"/g)].map(([, path = '']) => path.split('h0').length - 1);
    expect(dots).toEqual([8, 92]);
  });
});

import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import BarList from '#lib/components/charts/BarList.svelte';
import ColumnChart from '#lib/components/charts/ColumnChart.svelte';
import Funnel from '#lib/components/charts/Funnel.svelte';

const FILES = (format: string) => `/somewhere/way.${format}`;
const columns = (...values: number[]) =>
  values.map((value, index) => ({ key: String(index), label: `Week ${index}`, value }));
const columnChart = (...values: number[]) =>
  render(ColumnChart, {
    props: {
      series: {
        key: 'weeks',
        title: 'Completions',
        head: { row: 'Week', value: 'Completed' },
        rows: columns(...values),
      },
      summary: 'Most in week 1.',
    },
  }).body;
const bars = (total?: number, files?: typeof FILES) =>
  render(BarList, {
    props: {
      series: {
        key: 'countries',
        title: 'Countries',
        head: { row: 'Country', value: 'Learners', share: 'Share' },
        rows: [
          { key: 'kz', label: 'Kazakhstan', value: 3 },
          { key: 'tr', label: 'Türkiye', value: 1, lang: 'tr' },
        ],
        ...(total === undefined ? {} : { total }),
      },
      summary: 'Most are from Kazakhstan.',
      files,
    },
  }).body;
const heights = (body: string) =>
  [...body.matchAll(/<rect[^>]* height="([\d.]+)"/g)].map(([, it]) => Number(it));

describe('every chart', () => {
  it('says in words what it shows, hides the picture from those who hear it, and has a table behind it', () => {
    for (const body of [columnChart(1, 2), bars()]) {
      expect(body).toMatch(/<figure[^>]*>(<!--.*?-->)*<figcaption[^>]*>Most/);
      expect(body).toMatch(/<div class="picture[^>]*aria-hidden="true"/);
      expect(body).toMatch(/<details[\s\S]*<table[\s\S]*<th scope="row"/);
    }
  });
});

describe('the table behind a chart', () => {
  it('leads to its files from inside, and not on paper', () => {
    const [, table = ''] = /<details class="no-print[^>]*>([\s\S]*)<\/details>/.exec(bars(4, FILES)) ?? [];
    expect(table).toContain('aria-label="Download: Countries"');
    for (const format of ['csv', 'xlsx']) expect(table).toContain(`href="/somewhere/way.${format}"`);
    expect(bars(4)).not.toContain('href');
  });

  it('writes days as the reader does, and what is undefined as a dash', () => {
    const { body } = render(ColumnChart, {
      props: {
        series: {
          key: 'weeks',
          kind: 'days',
          title: 'Completions',
          head: { row: 'Week', value: 'Completed' },
          rows: [{ key: '2026-03-02', label: '2 Mar', value: 1 }],
        },
        summary: 'One.',
      },
    });
    expect(body).toMatch(/<th scope="row"[^>]*><bdi[^>]*>2 Mar 2026<\/bdi>/);
    expect(bars(0)).toMatch(/<td class="number[^>]*>–<\/td>/);
  });
});

describe('columns', () => {
  it('stand on a round scale', () => {
    expect(heights(columnChart(0, 4, 8))).toEqual([0, 50, 100]);
  });

  it('of nothing at all are flat, and of no time at all there are none', () => {
    expect(heights(columnChart(0, 0))).toEqual([0, 0]);
    expect(heights(columnChart())).toEqual([]);
  });

  it('too many for a number each are read by lines', () => {
    expect(columnChart(...Array.from({ length: 20 }, () => 7))).toMatch(/<line/);
    expect(columnChart(7)).not.toMatch(/<line/);
  });
});

describe('bars', () => {
  it('are measured by the greatest, or by a whole of which they have a share', () => {
    expect(bars()).not.toContain('75%');
    expect(bars(4)).toContain('75%');
    expect(bars()).toContain('lang="tr"');
  });
});

describe('a funnel', () => {
  it('has a stop for every step, as full as people came so far', () => {
    const series = {
      key: 'way',
      title: 'Way',
      head: { row: 'Step', value: 'Learners', share: 'Share' },
      rows: [
        { key: 'opened', label: 'Opened', value: 4 },
        { key: 'passed', label: 'Passed', value: 1 },
      ],
      total: 4,
    };
    const { body } = render(Funnel, { props: { series, summary: 'Most stop.' } });
    expect(heights(body)).toEqual([24, 6]);
    expect(body).toContain('25%');
  });
});

import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import BarList from '#lib/components/charts/BarList.svelte';
import ColumnChart from '#lib/components/charts/ColumnChart.svelte';
import Funnel from '#lib/components/charts/Funnel.svelte';
import { funnelOf } from '#lib/domain/charts/funnel.ts';

const columns = (...values: number[]) =>
  values.map((value, index) => ({ key: String(index), label: `Week ${index}`, value }));
const columnChart = (...values: number[]) =>
  render(ColumnChart, {
    props: {
      columns: columns(...values),
      summary: 'Most in week 1.',
      label: 'Completions',
      head: { column: 'Week', value: 'Completed' },
    },
  }).body;
const bars = (total?: number) =>
  render(BarList, {
    props: {
      rows: [
        { key: 'kz', label: 'Kazakhstan', value: 3 },
        { key: 'tr', label: 'Türkiye', value: 1, lang: 'tr' },
      ],
      summary: 'Most are from Kazakhstan.',
      label: 'Countries',
      head: { row: 'Country', value: 'Learners' },
      ...(total === undefined ? {} : { total }),
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
    expect(bars(0)).toContain('0%');
    expect(bars()).toContain('lang="tr"');
  });
});

describe('a funnel', () => {
  it('has a stop for every step, as full as people came so far', () => {
    const steps = funnelOf(4, [
      { key: 'opened', count: 4 },
      { key: 'passed', count: 1 },
    ]).map((step) => ({ ...step, label: step.key }));
    const { body } = render(Funnel, {
      props: { steps, summary: 'Most stop.', label: 'Way', head: { step: 'Step', value: 'Learners' } },
    });
    expect(heights(body)).toEqual([24, 6]);
    expect(body).toContain('25%');
  });
});

import { labelled } from '#lib/domain/charts/scale.ts';
import { directionOf, formatNumber, formatPercent } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { renderReport } from '../../certificates/render-certificate.ts';
import type { ReportInputPart } from '../../certificates/report-sheet.ts';
import type { Ctx } from '../../context.ts';
import { viewCohortReport } from './cohort-report.ts';
import type { ReportPart } from './report-words.ts';

/** Columns of a page with room for their names, and so many have room for a number each. */
const MOST_NAMES = 7;
const MOST_NUMBERS = 26;

/** The report of a cohort as a PDF in the reader's language. The guard is that of its page. */
export async function pressCohortReport(ctx: Ctx, id: string): Promise<{ pdf: Uint8Array; name: string }> {
  const { cohort, words } = await viewCohortReport(ctx, id);
  const { pdf, missing } = await renderReport({
    lang: ctx.locale,
    dir: directionOf(ctx.locale),
    title: m.report_title(),
    name: cohort.name,
    answer: words.answer,
    facts: words.facts,
    numbersTitle: m.report_numbers_title(),
    numbers: words.numbers,
    parts: words.parts.map(partOf),
    methodTitle: m.report_method_title(),
    method: words.method,
    pageWords: (page, pages) => m.report_page({ page: formatNumber(page), pages: formatNumber(pages) }),
    madeAt: ctx.now().toISOString(),
  });
  if (missing.length > 0) ctx.log.warn({ cohort: cohort.id, missing }, 'letters that no font holds');
  return { pdf, name: `${cohort.name} ${m.report_title()}` };
}

/** A part with the lengths of its bars; without rows where all of them are nothing. */
function partOf({ key, title, summary, head, rows, total }: ReportPart): ReportInputPart {
  const full = Math.max(1, total ?? Math.max(0, ...rows.map(({ value }) => value)));
  const named = labelled(rows.length, MOST_NAMES);
  return {
    key,
    title,
    summary,
    head: { ...head, ...(total !== undefined && { share: m.chart_share() }) },
    rows: rows.every(({ value }) => value === 0)
      ? []
      : rows.map(({ label, short, lang, value, sector }, index) => ({
          label,
          short: short ?? label,
          value: formatNumber(value),
          percent: formatPercent((value / full) * 100),
          share: Math.min(1, Math.max(0, value) / full),
          isNamed: named.has(index),
          isNumbered: rows.length <= MOST_NUMBERS,
          ...(lang !== undefined && { lang }),
          ...(sector !== undefined && { sector }),
        })),
  };
}

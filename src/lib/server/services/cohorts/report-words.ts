import { ACTIVE_DAYS, FEWEST_ANSWERS, type CohortReport } from '#lib/domain/cohorts/report.ts';
import type { ChartSeries } from '#lib/domain/charts/chart-table.ts';
import { greatestOf } from '#lib/domain/charts/series.ts';
import type { Module, PublishedCourse, SectorKey } from '#lib/domain/courses/course.ts';
import { formatDate, formatDateShort, formatList, formatNumber, formatPercent } from '#lib/i18n/formats.ts';
import { formatCountry, formatDayOfYear } from '#lib/i18n/staff-formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

export interface ReportFact {
  label: string;
  value: string;
  /** A value of the course or of people: it has its own direction. */
  isGiven?: boolean;
}

/** What a picture of the report shows, and the table behind it. */
export interface ReportPart extends ChartSeries {
  key: 'modules' | 'weeks' | 'countries' | 'useful';
  /** What it says in words. */
  summary: string;
}

/** The report in the reader's language; the page, the PDF and the file of its numbers say the same. */
export interface ReportWords {
  answer: string;
  facts: ReportFact[];
  numbers: ReportFact[];
  parts: ReportPart[];
  method: string;
}

export interface Reported {
  report: CohortReport;
  cohort: { name: string; startsOn: string | null; endsOn: string | null; instructors: { name: string }[] };
  course: PublishedCourse;
  /** YYYY-MM-DD */
  madeOn: string;
}

export function reportWords(reported: Reported): ReportWords {
  const { report, madeOn } = reported;
  return {
    answer:
      report.learners === 0
        ? m.report_answer_nobody()
        : m.report_answer({
            finished: formatNumber(report.finished),
            learners: formatNumber(report.learners),
            active: formatNumber(report.active),
            days: formatNumber(ACTIVE_DAYS),
          }),
    facts: factsOf(reported),
    numbers: numbersOf(report),
    parts: [modulesOf(reported), weeksOf(report), countriesOf(report), usefulOf(report)],
    method: m.report_method({
      day: inWords(madeOn),
      days: formatNumber(ACTIVE_DAYS),
      least: formatNumber(FEWEST_ANSWERS),
    }),
  };
}

const inWords = (day: string) => formatDate(new Date(`${day}T00:00:00Z`));

function factsOf({ cohort: { startsOn, endsOn, instructors }, course, madeOn }: Reported): ReportFact[] {
  const dates =
    startsOn && endsOn
      ? m.report_dates_both({ from: inWords(startsOn), to: inWords(endsOn) })
      : startsOn
        ? m.report_dates_from({ from: inWords(startsOn) })
        : endsOn
          ? m.report_dates_to({ to: inWords(endsOn) })
          : m.report_dates_none();
  return [
    { label: m.report_course(), value: course.document.title, isGiven: true },
    { label: m.report_dates(), value: dates },
    {
      label: m.report_instructors(),
      value:
        instructors.length > 0 ? formatList(instructors.map(({ name }) => name)) : m.report_no_instructors(),
      isGiven: instructors.length > 0,
    },
    { label: m.report_made_on(), value: inWords(madeOn) },
  ];
}

function numbersOf(report: CohortReport): ReportFact[] {
  const { learners, started, finished, finishedPercent, active, meanPercent } = report;
  const percent = (value: number | null) => (value === null ? '–' : formatPercent(value));
  return [
    { label: m.report_learners(), value: formatNumber(learners) },
    { label: m.report_started(), value: formatNumber(started) },
    { label: m.report_finished(), value: formatNumber(finished) },
    { label: m.report_rate(), value: percent(finishedPercent) },
    { label: m.report_active({ days: formatNumber(ACTIVE_DAYS) }), value: formatNumber(active) },
    { label: m.report_mark(), value: percent(meanPercent) },
    { label: m.report_certificates(), value: formatNumber(finished) },
  ];
}

function modulesOf({ report, course }: Reported): ReportPart {
  const { language, modules } = course.document;
  const known = new Map(modules.map((module: Module) => [module.key, module]));
  const rows = report.modules.map(({ key, count }) => ({
    key,
    label: known.get(key)?.shortTitle ?? key,
    value: count,
    lang: language,
    ...(known.has(key) && { sector: known.get(key)?.sector as SectorKey }),
  }));
  const most = greatestOf(rows);
  const least = rows.reduce(
    (low, one) => (one.value < low.value ? one : low),
    rows[0] ?? { label: '', value: 0 },
  );
  return {
    key: 'modules',
    title: m.report_modules_title(),
    summary: !most
      ? m.report_modules_none()
      : most.value === least.value
        ? m.report_modules_even({ count: formatNumber(most.value) })
        : m.report_modules_summary({
            most: most.label,
            mostCount: formatNumber(most.value),
            least: least.label,
            leastCount: formatNumber(least.value),
          }),
    head: { row: m.report_module(), value: m.report_completed(), share: m.chart_share() },
    rows,
    total: report.learners,
  };
}

function weeksOf({ weeks }: CohortReport): ReportPart {
  const rows = weeks.map(({ week, count }) => ({
    key: week,
    label: formatDateShort(new Date(`${week}T00:00:00Z`)),
    short: formatDayOfYear(week),
    value: count,
  }));
  const most = greatestOf(rows);
  const recent = rows.slice(-4).reduce((sum, { value }) => sum + value, 0);
  return {
    key: 'weeks',
    kind: 'days',
    title: m.report_weeks_title(),
    summary: most
      ? m.report_weeks_summary({
          week: most.label,
          count: formatNumber(most.value),
          recent: formatNumber(recent),
        })
      : m.report_weeks_none(),
    head: { row: m.report_week(), value: m.report_finished() },
    rows,
  };
}

function countriesOf({ countries: { named, others, notSaid }, learners }: CohortReport): ReportPart {
  const [first] = named;
  return {
    key: 'countries',
    title: m.report_countries_title(),
    summary: first
      ? m.report_countries_summary({
          country: formatCountry(first.code),
          count: formatNumber(first.count),
          countries: formatNumber(named.length + others.countries),
          notSaid: formatNumber(notSaid),
        })
      : m.report_countries_none(),
    head: { row: m.report_country(), value: m.report_learners(), share: m.chart_share() },
    rows: first
      ? [
          ...named.map(({ code, count }) => ({ key: code, label: formatCountry(code), value: count })),
          ...(others.count > 0
            ? [{ key: 'others', label: othersInWords(others.countries), value: others.count }]
            : []),
          ...(notSaid > 0 ? [{ key: 'not-said', label: m.report_country_not_said(), value: notSaid }] : []),
        ]
      : [],
    total: learners,
  };
}

const othersInWords = (count: number) => m.report_countries_others({ count: formatNumber(count) });

const usefulWord = (answer: number) =>
  answer === 1 ? m.report_useful_1() : answer === 5 ? m.report_useful_5() : formatNumber(answer);

function usefulOf({ useful }: CohortReport): ReportPart {
  const rows = (useful?.counts ?? []).map((value, index) => ({
    key: String(index + 1),
    label: usefulWord(index + 1),
    value,
  }));
  return {
    key: 'useful',
    title: m.report_useful_title(),
    summary: useful
      ? m.report_useful_summary({
          mean: formatNumber(Math.round(useful.mean * 10) / 10),
          answers: formatNumber(useful.answers),
        })
      : m.report_useful_few({ least: formatNumber(FEWEST_ANSWERS) }),
    head: { row: m.report_answer_given(), value: m.report_answers(), share: m.chart_share() },
    rows: rows.reverse(),
    total: useful?.answers ?? 0,
  };
}

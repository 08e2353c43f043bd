import type { TimelineKind } from '#lib/domain/cohorts/timeline.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { seenLearner, type StaffLearner } from './staff-learner.ts';
import { wholeTimeline, type TimelineEvent } from './timeline-of.ts';

type Details = TimelineEvent['details'];

/** How the page says what happened; handed in, so that the file says it alike. */
export interface TimelineWords {
  kind: (kind: TimelineKind) => string;
  facts: (details: Details) => readonly string[];
}

/** All that happened to one learner as a file, newest first, not only a page of it. The guard is that of the page. */
export async function exportTimeline(ctx: Ctx, userId: string, words: TimelineWords): Promise<StaffTable> {
  const { person, seen } = await seenLearner(ctx, userId);
  return {
    name: `${person.nameNative} ${m.timeline_title()}`,
    columns: columns(),
    rows: rowsOf(ctx, { userId, seen }, words),
    total: null,
  };
}

async function* rowsOf(
  ctx: Ctx,
  of: { userId: string; seen: readonly StaffLearner[] },
  words: TimelineWords,
): AsyncGenerator<Cell[]> {
  const titles = new Map(of.seen.map(({ course }) => [course.courseId, course.document.title]));
  for await (const event of wholeTimeline(ctx, of))
    yield [event.at, words.kind(event.kind), titles.get(event.courseId) ?? null, ...cellsOf(event, words)];
}

/** Numbers and days have cells of their own; the words of the page say the rest. */
function cellsOf({ kind, of, moduleTitle, partTitle, details }: TimelineEvent, words: TimelineWords): Cell[] {
  const { number, score, maxScore, dueOn, subject, reason, body, by, ...rest } = details;
  const code = kind === 'badge' || kind === 'certificate' ? of : null;
  return [
    moduleTitle,
    partTitle,
    number ?? null,
    typeof score === 'number' && maxScore ? (score / maxScore) * 100 : null,
    dueOn ?? null,
    [...words.facts(rest), code].filter((fact) => fact !== null).join('; '),
    subject ?? reason ?? body ?? null,
    by ?? null,
  ];
}

const columns = (): Column[] => [
  { title: m.audit_column_at(), kind: 'moment' },
  { title: m.audit_column_act(), kind: 'text' },
  { title: m.certs_column_course(), kind: 'text' },
  { title: m.learner_column_module(), kind: 'text' },
  { title: m.timeline_csv_part(), kind: 'text' },
  { title: m.learner_attempt(), kind: 'number' },
  { title: m.learner_csv_mark(), kind: 'percent' },
  { title: m.timeline_csv_day(), kind: 'day' },
  { title: m.audit_column_details(), kind: 'text' },
  { title: m.timeline_csv_text(), kind: 'text' },
  { title: m.timeline_csv_by(), kind: 'text' },
];

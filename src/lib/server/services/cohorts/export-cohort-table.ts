import { validate as isUuid } from 'uuid';
import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { MATRIX_FILTERS, searchWordsOf } from '#lib/domain/cohorts/matrix.ts';
import type { Module } from '#lib/domain/courses/course.ts';
import { formatCountry } from '#lib/i18n/staff-formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import {
  countLearners,
  listLearners,
  listModulesOf,
  type LearnersAsked,
  type NamePlace,
} from '../../queries/cohort-table.ts';
import { fitsFew } from '../../queries/matrix.ts';
import { BATCH_ROWS } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { staffCohort } from './staff-cohort.ts';

const LONGEST_SEARCH = 100;
const MOST_CHOSEN = 1_000;

type Learner = Awaited<ReturnType<typeof listLearners>>[number];
type Standing = Awaited<ReturnType<typeof listModulesOf>>[number];

/**
 * An instructor of the cohort (or an administrator) takes along where every learner stands, by name. `show` and `words` are those of
 * the page; `learners` are those that were chosen there. Two statements for every 2,000 learners.
 */
export async function exportCohortTable(
  ctx: Ctx,
  question: { id: string; show?: string | null; words?: string | null; learners?: readonly string[] },
): Promise<StaffTable> {
  const { cohort, course } = await staffCohort(ctx, 'cohort.read', question.id);
  const chosen = (question.learners ?? []).filter((id) => isUuid(id)).slice(0, MOST_CHOSEN);
  const asked: LearnersAsked = {
    cohortId: cohort.id,
    filter: MATRIX_FILTERS.find((known) => known === question.show) ?? 'all',
    words: searchWordsOf((question.words ?? '').slice(0, LONGEST_SEARCH)),
    today: dayOf(ctx.now()),
    ...(chosen.length > 0 && { userIds: chosen }),
  };
  const { modules } = course.document;
  return {
    name: cohort.name,
    columns: columns(modules),
    rows: rowsOf(ctx, asked, course.courseId, modules),
    total: await countLearners(ctx.db, asked),
  };
}

async function* rowsOf(
  { db }: Ctx,
  asked: LearnersAsked,
  courseId: string,
  modules: readonly Module[],
): AsyncGenerator<Cell[]> {
  const isForFew = await fitsFew(db, asked);
  for (let after: NamePlace | null = null; ;) {
    const learners: Learner[] = await listLearners(db, { ...asked, after, limit: BATCH_ROWS, isForFew });
    const ids = learners.map(({ userId }) => userId);
    const standings = new Map<string, Standing>();
    for (const standing of ids.length > 0 ? await listModulesOf(db, courseId, ids) : [])
      standings.set(`${standing.userId} ${standing.moduleKey}`, standing);
    for (const learner of learners)
      yield [
        ...learnerCells(learner),
        ...modules.flatMap(({ key }) => moduleCells(standings.get(`${learner.userId} ${key}`))),
      ];
    after = learners.at(-1) ?? null;
    if (learners.length < BATCH_ROWS) return;
  }
}

const STANDING_WORDS = {
  'not-started': m.state_not_started,
  'in-progress': m.state_in_progress,
  finished: m.table_standing_finished,
  complete: m.state_complete,
} as const;

const round = (percent: number | null) => (percent === null ? null : Math.round(percent * 10) / 10);

const learnerCells = (learner: Learner): Cell[] => [
  learner.nameNative,
  learner.nameLatin,
  learner.email,
  learner.country && formatCountry(learner.country),
  learner.activeOn,
  STANDING_WORDS[learner.standing](),
  learner.modulesDone,
  round(learner.averagePercent),
  learner.dueOn,
];

function moduleCells(standing: Standing | undefined): Cell[] {
  if (!standing) return [STANDING_WORDS['not-started'](), null, null, null, null, null];
  const ways = [
    standing.wayVideo && m.way_video(),
    standing.wayAudio && m.way_audio(),
    standing.wayTranscript && m.way_transcript(),
  ].filter((way) => way !== false);
  return [
    STANDING_WORDS[standing.state](),
    round(standing.bestPercent),
    standing.stepsDone,
    standing.stepsTotal,
    ways.join(', '),
    standing.dueOn,
  ];
}

const columns = (modules: readonly Module[]): Column[] => [
  { title: m.csv_name_native(), kind: 'text' },
  { title: m.csv_name_latin(), kind: 'text' },
  { title: m.csv_email(), kind: 'text' },
  { title: m.csv_country(), kind: 'text' },
  { title: m.csv_last_day(), kind: 'day' },
  { title: m.csv_standing(), kind: 'text' },
  { title: m.csv_modules_done(), kind: 'number' },
  { title: m.csv_average_mark(), kind: 'percent' },
  { title: m.csv_next_due(), kind: 'day' },
  ...modules.flatMap(({ shortTitle: module }): Column[] => [
    { title: m.csv_module_state({ module }), kind: 'text' },
    { title: m.csv_module_mark({ module }), kind: 'percent' },
    { title: m.csv_module_steps({ module }), kind: 'number' },
    { title: m.csv_module_steps_total({ module }), kind: 'number' },
    { title: m.csv_module_ways({ module }), kind: 'text' },
    { title: m.csv_module_due({ module }), kind: 'day' },
  ]),
];

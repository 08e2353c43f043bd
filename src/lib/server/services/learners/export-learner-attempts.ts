import type { AttemptState } from '#lib/domain/quizzes/attempt-state.ts';
import { formatDateShort, formatPercent } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { listAttemptsOf } from '../../queries/cohorts.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { seenLearner, type StaffLearner } from './staff-learner.ts';

/** How the page says the state of an attempt; handed in, so that the file says it alike. */
export type AttemptWords = (state: AttemptState) => string;

/**
 * Every attempt of one learner as a file, newest first in each course: of one course, or of all in which the reader looks after them. The guard is that of
 * the page.
 */
export async function exportLearnerAttempts(
  ctx: Ctx,
  asked: { userId: string; course: string | null },
  words: AttemptWords,
): Promise<StaffTable> {
  const { person, seen } = await seenLearner(ctx, asked.userId, asked.course);
  return {
    name: `${person.nameNative} ${m.learner_attempts_label()}`,
    columns: columns(),
    rows: rowsOf(ctx, asked.userId, seen, words),
    total: null,
  };
}

async function* rowsOf(
  { db }: Ctx,
  userId: string,
  seen: readonly StaffLearner[],
  words: AttemptWords,
): AsyncGenerator<Cell[]> {
  for (const { course } of seen) {
    const titles = new Map(course.document.modules.map(({ key, title }) => [key, title]));
    for (const attempt of await listAttemptsOf(db, userId, course.courseId))
      yield [
        course.document.title,
        titles.get(attempt.moduleKey) ?? attempt.moduleKey,
        ...cellsOf(attempt, words),
      ];
  }
}

type Attempt = Awaited<ReturnType<typeof listAttemptsOf>>[number];

function cellsOf(attempt: Attempt, words: AttemptWords): Cell[] {
  const { score, maxScore } = attempt;
  const percentOf = (points: number) => (points / (maxScore || 1)) * 100;
  return [
    attempt.number,
    words(attempt.state),
    attempt.startedAt,
    attempt.submittedAt,
    attempt.handedInByFile ? m.word_yes() : m.word_no(),
    score,
    maxScore,
    score === null ? null : percentOf(score),
    attempt.changes
      .map(({ scoreBefore, changedAt }) =>
        m.learner_mark_earlier({
          percent: formatPercent(percentOf(scoreBefore)),
          date: formatDateShort(new Date(changedAt)),
        }),
      )
      .join('; '),
  ];
}

const columns = (): Column[] => [
  { title: m.certs_column_course(), kind: 'text' },
  { title: m.learner_column_module(), kind: 'text' },
  { title: m.learner_attempt(), kind: 'number' },
  { title: m.learner_attempt_state(), kind: 'text' },
  { title: m.learner_csv_started(), kind: 'moment' },
  { title: m.learner_csv_handed_in(), kind: 'moment' },
  { title: m.learner_by_file(), kind: 'text' },
  { title: m.learner_csv_points(), kind: 'number' },
  { title: m.learner_csv_points_total(), kind: 'number' },
  { title: m.learner_csv_mark(), kind: 'percent' },
  { title: m.learner_csv_earlier(), kind: 'text' },
];

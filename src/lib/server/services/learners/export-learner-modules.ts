import { courseProgress } from '#lib/domain/progress/course-progress.ts';
import type { ModuleProgress, SegmentProgress } from '#lib/domain/progress/module-progress.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { loadEvidence } from '../../queries/progress.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { seenLearner } from './staff-learner.ts';

/** How the page says where a learner stands in a recording; handed in, so that the file says it alike. */
export type RecordingWords = (segment: SegmentProgress) => string;

const STATE_WORDS = {
  'not-started': m.state_not_started,
  'in-progress': m.state_in_progress,
  complete: m.state_complete,
} as const;

/** Where one learner stands in each module, as a file: of one course, or of all in which the reader looks after them. The guard is that of the page. */
export async function exportLearnerModules(
  ctx: Ctx,
  asked: { userId: string; course: string | null },
  words: RecordingWords,
): Promise<StaffTable> {
  const { person, seen } = await seenLearner(ctx, asked.userId, asked.course);
  const rows = await Promise.all(
    seen.map(async ({ course: { courseId, document } }) => {
      const { modules } = courseProgress(document, await loadEvidence(ctx.db, asked.userId, courseId));
      return modules.map((progress, at) => [
        document.title,
        document.modules[at]?.title ?? progress.moduleKey,
        ...cellsOf(progress, words),
      ]);
    }),
  );
  return {
    name: `${person.nameNative} ${m.learner_modules_label()}`,
    columns: columns(),
    rows: fromMemory(rows.flat()),
    total: rows.flat().length,
  };
}

const cellsOf = ({ state, completedAt, sections, segments, quiz }: ModuleProgress, words: RecordingWords) =>
  [
    STATE_WORDS[state](),
    completedAt,
    sections.filter(({ read }) => read).length,
    sections.length,
    segments.filter(({ covered }) => covered).length,
    segments.length,
    segments.map(words).join('; '),
    quiz.attempts,
    quiz.bestPercent,
  ] satisfies Cell[];

const columns = (): Column[] => [
  { title: m.certs_column_course(), kind: 'text' },
  { title: m.learner_column_module(), kind: 'text' },
  { title: m.learner_attempt_state(), kind: 'text' },
  { title: m.learner_csv_completed(), kind: 'moment' },
  { title: m.learner_column_sections(), kind: 'number' },
  { title: m.learner_csv_sections(), kind: 'number' },
  { title: m.learner_csv_recordings_done(), kind: 'number' },
  { title: m.learner_csv_recordings(), kind: 'number' },
  { title: m.learner_column_recording(), kind: 'text' },
  { title: m.learner_attempts_label(), kind: 'number' },
  { title: m.learner_csv_best(), kind: 'percent' },
];

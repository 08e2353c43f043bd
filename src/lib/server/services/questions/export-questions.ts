import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { listQuestions } from './list-questions.ts';

/** The list of questions as a file; the guard is that of the page. */
export async function exportQuestions(ctx: Ctx): Promise<StaffTable> {
  const courses = await listQuestions(ctx);
  const rows = courses.flatMap((course) =>
    course.modules.flatMap((module) =>
      module.questions.map(({ key, prompt }) => [course.title, module.title, key, prompt.trim()]),
    ),
  );
  return {
    name: m.questions_title(),
    columns: [
      { title: m.audit_detail_course(), kind: 'text' },
      { title: m.audit_detail_module(), kind: 'text' },
      { title: m.figure_question(), kind: 'text' },
      { title: m.figure_prompt(), kind: 'text' },
    ],
    rows: fromMemory(rows),
    total: rows.length,
  };
}

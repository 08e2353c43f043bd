import type { BankFormat, BankProblem } from '../../banks/bank.ts';
import { FORMATS } from '../../banks/formats.ts';
import type { Ctx } from '../../context.ts';
import { findPicture } from '../../queries/questions.ts';
import { staffModule } from '../questions/staff-module.ts';
import { bodyOf } from './plan-import.ts';

export interface ExportedBank {
  fileName: string;
  mediaType: string;
  content: Uint8Array;
  /** What the format cannot say: questions that are left out, and what others lose. */
  problems: BankProblem[];
  /** Questions of the module. */
  count: number;
}

/** The staff of a course take the questions of a module with them, as they are asked now. */
export async function exportBank(
  ctx: Ctx,
  input: { course: string; module: string; format: BankFormat },
): Promise<ExportedBank> {
  const { course, module } = await staffModule(ctx, 'question.read', input);
  const documents = await ctx.courses.questions(module.quiz.questions.map(({ revisionId }) => revisionId));
  const questions = await Promise.all(
    [...documents.values()].map(async (document, index) => {
      const { key, objectiveKey, sectionKey, factIds, watch } = document;
      const picture = document.type === 'hotspot' ? await findPicture(ctx.db, document.picture.hash) : null;
      return {
        name: key,
        line: index + 1,
        body: bodyOf(document),
        place: { key, objectiveKey, sectionKey, factIds, ...(watch ? { watch } : {}) },
        ...(picture ? { picture: picture.bytes } : {}),
      };
    }),
  );
  const format = FORMATS[input.format];
  const { content, problems } = await format.write(questions);
  return {
    fileName: `${course.document.slug}-${module.slug}.${format.suffix}`,
    mediaType: format.mediaType,
    content,
    problems,
    count: questions.length,
  };
}

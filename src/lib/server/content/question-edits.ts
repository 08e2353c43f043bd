import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { BuiltCourse } from './build-course.ts';
import { contentHash } from './content-hash.ts';

/** A question as staff corrected or added it: see db/schema/questions.ts. */
export interface QuestionEdit {
  moduleKey: string;
  key: string;
  document: QuestionDocument;
  /** Hash of the file's question that it replaces; null: it replaces none. */
  baseHash: string | null;
}

/**
 * A course from files with what staff changed since. An edit holds as long as the file's own question is the one that it was made from; once
 * the authors changed, added or removed that question, or the module, their word is the last and the edit is `outdated`.
 */
export function applyEdits<E extends QuestionEdit>(
  built: BuiltCourse,
  edits: readonly E[],
): { built: BuiltCourse; outdated: E[] } {
  const outdated = edits.filter((edit) => isOutdated(built, edit));
  const held = edits.filter((edit) => !outdated.includes(edit));
  return { built: held.reduce(withQuestion, built), outdated };
}

function isOutdated(
  { document, questions }: BuiltCourse,
  { key, moduleKey, baseHash }: QuestionEdit,
): boolean {
  const own = questions.find((question) => question.document.key === key);
  if (!document.modules.some((module) => module.key === moduleKey)) return true;
  return baseHash === null ? own !== undefined : own === undefined || contentHash(own.document) !== baseHash;
}

/** The course with a question in the place of the one with its key, or behind the others of its module. */
export function withQuestion(
  { document, questions }: BuiltCourse,
  edit: Pick<QuestionEdit, 'moduleKey' | 'key' | 'document'>,
): BuiltCourse {
  const { moduleKey, key, document: question } = edit;
  const entry = { key, objectiveKey: question.objectiveKey, revisionId: '' };
  const replaced = <T>(list: readonly T[], isIt: (one: T) => boolean, one: T): T[] =>
    list.some(isIt) ? list.map((old) => (isIt(old) ? one : old)) : [...list, one];
  const modules = document.modules.map((module) =>
    module.key === moduleKey
      ? {
          ...module,
          quiz: {
            ...module.quiz,
            questions: replaced(module.quiz.questions, (old) => old.key === key, entry),
          },
        }
      : module,
  );
  return {
    document: { ...document, modules },
    // In the order of the modules, as a course from files has it: the same course has the same hash.
    questions: modules.flatMap((module) =>
      replaced(
        questions.filter((old) => old.moduleKey === module.key),
        (old) => old.document.key === key,
        { moduleKey, document: question },
      ).filter(({ moduleKey: of }) => of === module.key),
    ),
  };
}

import {
  checkCited,
  checkNumbers,
  checkNumbersOfAny,
  checkUnique,
  report,
  type CheckContext,
} from './check-context.ts';
import { checkFacts } from './check-facts.ts';
import { checkModule } from './check-module.ts';
import { checkReading } from './check-reading.ts';
import type { ContentProblem } from './problems.ts';
import { isWhole, readCourse, type AuthoredCourse, type CourseParts } from './read-course.ts';
import type { CourseFile, ExpertsFile } from './schema.ts';
import type { Located } from './yaml-file.ts';

export interface CheckedCourse {
  /** Null when there is a problem. */
  course: AuthoredCourse | null;
  problems: ContentProblem[];
  /** What looks like a slip; it keeps nothing from being published. */
  warnings: ContentProblem[];
}

/**
 * Reads a course folder and holds it against every rule of authoring: all keys exist, every question and key figure rests on a fact, and
 * every number stands in a fact that is cited in the same place. What can be read is checked even when other files are broken.
 */
export async function checkCourse(folder: string): Promise<CheckedCourse> {
  const problems: ContentProblem[] = [];
  const warnings: ContentProblem[] = [];
  const parts = await readCourse(folder, problems);
  checkParts(parts, problems, warnings);
  const inOrder = (a: ContentProblem, b: ContentProblem) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
  problems.sort(inOrder);
  warnings.sort(inOrder);
  return { course: problems.length === 0 && isWhole(parts) ? parts : null, problems, warnings };
}

function checkParts(parts: CourseParts, problems: ContentProblem[], warnings: ContentProblem[]): void {
  const context = contextOf(parts, problems, warnings);
  checkFacts(parts, context);
  if (parts.course) checkCourseFile(parts, parts.course, context);
  if (parts.experts) checkExperts(parts, parts.experts, context);
  for (const page of [parts.opening, parts.closing]) if (page) checkReading(context, page);
  for (const module of parts.modules) checkModule(parts, module, context);
  checkUnique(
    context,
    parts.modules.map(({ module }) => ({ key: module.value.key, file: module, path: ['key'] })),
  );
  // Attempts and revisions know a question by its key alone, so a key is used once in a course.
  checkUnique(
    context,
    parts.modules.flatMap(({ quiz }) =>
      quiz.value.questions.map(({ key }, index) => ({ key, file: quiz, path: ['questions', index, 'key'] })),
    ),
  );
  checkGlossary(parts, context);
}

function contextOf(parts: CourseParts, problems: ContentProblem[], warnings: ContentProblem[]): CheckContext {
  const read = new Set(parts.modules.map(({ folder }) => folder));
  const named = new Set([...parts.folders, ...(parts.course?.value.modules ?? [])]);
  const unread = [...named].filter((folder) => !read.has(folder));
  const factFiles = [...(parts.facts ? [parts.facts] : []), ...parts.modules.map(({ facts }) => facts)];
  return {
    problems,
    warnings,
    facts: new Map(factFiles.flatMap(({ value }) => value.map((fact) => [fact.id, fact]))),
    unreadFacts: [
      ...(parts.facts ? [] : ['cf-']),
      ...unread.map((folder) => `${folder.replace(/^\d+-/, '')}-`),
    ],
    glossaryKeys: parts.glossary && new Set(parts.glossary.value.map(({ key }) => key)),
    usedTerms: new Set(),
  };
}

function checkCourseFile(parts: CourseParts, course: Located<CourseFile>, context: CheckContext): void {
  const { value } = course;
  const place = (...path: (string | number)[]) => ({ file: course, path, what: path.join('.') });
  checkCited(context, place('source', 'facts'), value.source.facts);
  for (const field of ['title', 'subtitle', 'summary'] as const)
    checkNumbersOfAny(context, place(field), value[field], [...context.facts.keys()]);
  checkNumbers(context, place('source', 'dates'), value.source.dates, value.source.facts);
  checkUnique(
    context,
    value.recordings.map(({ key }, index) => ({ key, ...place('recordings', index, 'key') })),
  );
  checkUnique(
    context,
    value.modules.map((key, index) => ({ key, ...place('modules', index) })),
  );
  for (const folder of parts.folders)
    if (!value.modules.includes(folder))
      report(context, course, ['modules'], `module ${folder} is not listed`);
}

function checkExperts(parts: CourseParts, experts: Located<ExpertsFile>, context: CheckContext): void {
  const entries = experts.value.experts;
  checkUnique(
    context,
    entries.map(({ key }, index) => ({ key, file: experts, path: ['experts', index, 'key'] })),
  );
  for (const [index, expert] of entries.entries()) {
    const place = (field: string) => ({
      ...{ file: experts, path: ['experts', index, field] },
      what: `expert ${expert.key}`,
    });
    checkCited(context, place('facts'), expert.facts);
    for (const field of ['role', 'affiliation', 'bio'] as const)
      checkNumbers(context, place(field), expert[field], expert.facts);
    if (parts.modules.length < parts.folders.length) continue;
    const own = parts.modules.filter(({ module }) => module.value.lecturer === expert.key);
    const [lecture = null] = own.map(({ module }) => module.value.key);
    if (lecture !== expert.lecture)
      report(
        context,
        experts,
        place('lecture').path,
        `expert ${expert.key}: lecture is ${String(expert.lecture)}, but the modules say ${String(lecture)}`,
      );
  }
}

/** Definitions are ours and need a fact only for a number; those with a reference answer to it. */
function checkGlossary({ glossary, ...parts }: CourseParts, context: CheckContext): void {
  if (!glossary) return;
  checkUnique(
    context,
    glossary.value.map(({ key }, index) => ({ key, file: glossary, path: [index, 'key'] })),
  );
  const complete = parts.opening && parts.closing && parts.modules.length === parts.folders.length;
  for (const [index, { key, definition, facts = [], reference }] of glossary.value.entries()) {
    const place = { file: glossary, path: [index, 'definition'], what: `term ${key}` };
    checkCited(context, { ...place, path: [index, 'facts'] }, facts);
    if (!reference) checkNumbers(context, place, definition, facts);
    if (complete && !context.usedTerms.has(key))
      context.warnings.push({
        file: glossary.file,
        line: glossary.lineOf([index]),
        message: `term ${key} is used in no reading`,
      });
  }
}

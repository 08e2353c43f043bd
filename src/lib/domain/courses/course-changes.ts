import type { CourseDocument, Module } from './course.ts';

/**
 * What is different between two revisions, as lines for the person who publishes: modules, sections and questions that were added,
 * changed or removed. Worked example: one corrected question gives `["steel: question steel-q04 changed"]`.
 */
export function courseChanges(before: CourseDocument, after: CourseDocument): string[] {
  const lines = compare('module', before.modules, after.modules, () => false);
  for (const module of after.modules) {
    const old = before.modules.find(({ key }) => key === module.key);
    if (old) lines.push(...moduleChanges(old, module).map((line) => `${module.key}: ${line}`));
  }
  const rest = (course: CourseDocument) => ({ ...course, modules: [] });
  if (differs(rest(before), rest(after))) lines.push('course pages changed');
  return lines;
}

function moduleChanges(before: Module, after: Module): string[] {
  const lines = [
    ...compare('section', before.sections, after.sections, differs),
    ...compare('segment', before.segments, after.segments, differs),
    ...compare(
      'question',
      before.quiz.questions,
      after.quiz.questions,
      (a, b) => a.revisionId !== b.revisionId,
    ),
  ];
  const rest = (module: Module) => ({
    ...module,
    sections: [],
    segments: [],
    quiz: { draw: module.quiz.draw },
  });
  return differs(rest(before), rest(after)) ? [...lines, 'outline changed'] : lines;
}

/** The order of keys says nothing: Postgres gives a document back in an order of its own. */
const differs = (a: unknown, b: unknown) =>
  JSON.stringify(a, withSortedKeys) !== JSON.stringify(b, withSortedKeys);

const withSortedKeys = (_key: string, part: unknown): unknown =>
  part && typeof part === 'object' && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
    : part;

function compare<T extends { key: string }>(
  kind: string,
  before: readonly T[],
  after: readonly T[],
  changed: (a: T, b: T) => boolean,
): string[] {
  const old = new Map(before.map((part) => [part.key, part]));
  const added = after.filter(({ key }) => !old.has(key)).map(({ key }) => `${kind} ${key} added`);
  const removed = before
    .filter(({ key }) => !after.some((part) => part.key === key))
    .map(({ key }) => `${kind} ${key} removed`);
  const edited = after.flatMap((part) => {
    const same = old.get(part.key);
    return same && changed(same, part) ? [`${kind} ${part.key} changed`] : [];
  });
  return [...added, ...edited, ...removed];
}

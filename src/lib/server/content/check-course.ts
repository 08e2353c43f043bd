import { checkModule } from './check-module.ts';
import type { ContentProblem } from './problems.ts';
import { normaliseNumber, numbersIn } from './numbers.ts';
import { readCourse, type AuthoredCourse, type AuthoredSection } from './read-course.ts';
import type { FactEntry } from './schema.ts';
import type { Located } from './yaml-file.ts';

/** What the rules need to know of the whole course while they look at a part of it. */
export interface CheckContext {
  problems: ContentProblem[];
  facts: ReadonlyMap<string, FactEntry>;
  glossaryKeys: ReadonlySet<string>;
  usedTerms: Set<string>;
}

/**
 * Reads a course folder and holds it against every rule of authoring: all keys exist, every question and key figure rests on a fact, and
 * every number stands in a fact that is cited in the same place. Returns the course with no problems, or the problems.
 */
export async function checkCourse(
  folder: string,
): Promise<{ course: AuthoredCourse | null; problems: ContentProblem[] }> {
  const problems: ContentProblem[] = [];
  const course = await readCourse(folder, problems);
  if (course) checkAuthored(course, problems);
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return { course: problems.length > 0 ? null : course, problems };
}

function checkAuthored(course: AuthoredCourse, problems: ContentProblem[]): void {
  const factFiles = [course.facts, ...course.modules.map(({ facts }) => facts)];
  const context: CheckContext = {
    problems,
    facts: new Map(factFiles.flatMap(({ value }) => value.map((fact) => [fact.id, fact]))),
    glossaryKeys: new Set(course.glossary.value.map(({ key }) => key)),
    usedTerms: new Set(),
  };
  for (const file of factFiles) {
    unique(
      file,
      file.value.map(({ id }) => id),
      (index) => [index, 'id'],
      problems,
    );
    checkFactFigures(file, problems);
  }
  unique(
    course.glossary,
    course.glossary.value.map(({ key }) => key),
    (index) => [index, 'key'],
    problems,
  );
  checkCited(context, course.course, ['source', 'facts'], course.course.value.source.facts);
  checkExperts(course, context);
  checkReading(context, course.opening);
  checkReading(context, course.closing);
  for (const module of course.modules) checkModule(course, module, context);
  checkGlossary(course, context);
  const keys = course.modules.map(({ module }) => module.value.key);
  unique(course.course, keys, (index) => ['modules', index], problems);
}

/** A figure of a fact that its own statement does not hold is a slip of the author. */
function checkFactFigures(file: Located<FactEntry[]>, problems: ContentProblem[]): void {
  for (const [index, fact] of file.value.entries()) {
    const stated = new Set(numbersIn(fact.statement));
    for (const figure of fact.figures.map(normaliseNumber))
      if (!stated.has(figure))
        problems.push({
          file: file.file,
          line: file.lineOf([index, 'figures']),
          message: `fact ${fact.id}: the figure ${figure} does not stand in its statement`,
        });
  }
}

function checkExperts(course: AuthoredCourse, context: CheckContext): void {
  const { experts } = course;
  const entries = experts.value.experts;
  unique(
    experts,
    entries.map(({ key }) => key),
    (index) => ['experts', index, 'key'],
    context.problems,
  );
  for (const [index, expert] of entries.entries()) {
    const path = ['experts', index, 'bio'];
    checkCited(context, experts, ['experts', index, 'facts'], expert.facts);
    checkNumbers(context, experts, path, `expert ${expert.key}`, expert.bio, expert.facts);
    const lectures = course.modules.filter(({ module }) => module.value.lecturer === expert.key);
    const [lecture] = lectures.map(({ module }) => module.value.key);
    if ((lecture ?? null) !== expert.lecture)
      context.problems.push({
        file: experts.file,
        line: experts.lineOf(['experts', index, 'lecture']),
        message: `expert ${expert.key}: lecture is ${String(expert.lecture)}, but the modules say ${lecture ?? 'none'}`,
      });
  }
}

function checkGlossary(course: AuthoredCourse, context: CheckContext): void {
  for (const [index, entry] of course.glossary.value.entries()) {
    checkCited(context, course.glossary, [index, 'facts'], entry.facts ?? []);
    const allowed = entry.reference ? null : (entry.facts ?? []);
    if (allowed)
      checkNumbers(
        context,
        course.glossary,
        [index, 'definition'],
        `term ${entry.key}`,
        entry.definition,
        allowed,
      );
    if (!context.usedTerms.has(entry.key))
      context.problems.push({
        file: course.glossary.file,
        line: course.glossary.lineOf([index]),
        message: `term ${entry.key} is used in no reading`,
      });
  }
}

/** Every block of a reading: facts exist, numbers are cited, terms exist. */
export function checkReading(context: CheckContext, section: AuthoredSection): void {
  const { file, reading, offset } = section;
  const report = (line: number, message: string) =>
    context.problems.push({ file, line: line + offset, message });
  for (const id of reading.factIds) if (!context.facts.has(id)) report(1, `fact ${id} does not exist`);
  for (const [index, block] of reading.blocks.entries()) {
    // A heading rests on the first text below it.
    const below =
      block.kind === 'heading' ? reading.blocks.slice(index).find(({ kind }) => kind === 'text') : block;
    const cited = below?.factIds ?? [];
    for (const number of missingNumbers(context, block.numbers, cited))
      report(
        block.line,
        `the number ${number} stands in no fact cited here (${cited.join(', ') || 'none is cited'})`,
      );
  }
  const titleFacts = reading.blocks.find(({ kind }) => kind === 'text')?.factIds ?? [];
  for (const number of missingNumbers(context, numbersIn(section.value.title), titleFacts))
    context.problems.push({
      file,
      line: section.lineOf(['title']),
      message: `the number ${number} of the title stands in no fact cited in the first paragraph`,
    });
  for (const { key, line } of reading.terms) {
    context.usedTerms.add(key);
    if (!context.glossaryKeys.has(key)) report(line, `term ${key} is not in glossary.yaml`);
  }
}

/** The numbers that no cited fact holds. */
export function missingNumbers(
  context: CheckContext,
  numbers: readonly string[],
  cited: readonly string[],
): string[] {
  const held = new Set(cited.flatMap((id) => context.facts.get(id)?.figures ?? []).map(normaliseNumber));
  return numbers.filter((number) => !held.has(number));
}

/** Reports each number of a text that no cited fact holds. */
export function checkNumbers(
  context: CheckContext,
  file: Located<unknown>,
  path: readonly (string | number)[],
  what: string,
  text: string,
  cited: readonly string[],
  allowed: readonly string[] = [],
): void {
  const known = new Set(allowed.map(normaliseNumber));
  for (const number of missingNumbers(context, numbersIn(text), cited).filter((one) => !known.has(one)))
    context.problems.push({
      file: file.file,
      line: file.lineOf(path),
      message: `${what}: the number ${number} stands in no cited fact (${cited.join(', ') || 'none is cited'})`,
    });
}

/** Reports cited facts that do not exist. */
export function checkCited(
  context: CheckContext,
  file: Located<unknown>,
  path: readonly (string | number)[],
  cited: readonly string[],
): void {
  for (const id of cited)
    if (!context.facts.has(id))
      context.problems.push({
        file: file.file,
        line: file.lineOf(path),
        message: `fact ${id} does not exist`,
      });
}

/** Reports keys that stand twice. */
export function unique(
  file: Located<unknown>,
  keys: readonly string[],
  path: (index: number) => (string | number)[],
  problems: ContentProblem[],
): void {
  for (const [index, key] of keys.entries())
    if (keys.indexOf(key) !== index)
      problems.push({ file: file.file, line: file.lineOf(path(index)), message: `${key} stands twice` });
}

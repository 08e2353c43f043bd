import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type * as v from 'valibot';
import type { KeyFigure } from '#lib/domain/courses/course.ts';
import { renderReading, type RenderedReading } from './markdown.ts';
import type { ContentProblem } from './problems.ts';
import * as schema from './schema.ts';
import { readYaml, type Located } from './yaml-file.ts';

/** A section, page or stand-in as authored, rendered. */
export interface AuthoredSection extends Located<schema.FrontMatter> {
  reading: RenderedReading;
  /** Lines of the front matter, to be added to a line of the text. */
  offset: number;
}

export interface AuthoredModule {
  folder: string;
  module: Located<schema.ModuleFile>;
  facts: Located<schema.FactEntry[]>;
  quiz: Located<schema.QuizFile>;
  /** By file name. */
  sections: Map<string, AuthoredSection>;
}

export interface AuthoredCourse {
  course: Located<schema.CourseFile>;
  facts: Located<schema.FactEntry[]>;
  glossary: Located<schema.GlossaryFileEntry[]>;
  experts: Located<schema.ExpertsFile>;
  opening: AuthoredSection;
  closing: AuthoredSection;
  modules: AuthoredModule[];
}

export const keyFiguresOf = (module: schema.ModuleFile): KeyFigure[] =>
  module.keyFigures.map(({ facts, drawing, ...figure }) => ({
    ...figure,
    factIds: facts,
    drawing: drawing ?? null,
  }));

/**
 * Reads a course folder. Everything that cannot be read at all (a missing file, wrong YAML, an unknown key) goes into `problems`; null
 * is returned then, because rules over half a course would only confuse.
 */
export async function readCourse(folder: string, problems: ContentProblem[]): Promise<AuthoredCourse | null> {
  const reader = new CourseReader(folder, problems);
  const [course, facts, glossary, experts, opening, closing] = await Promise.all([
    reader.yaml('course.yaml', schema.courseFile),
    reader.yaml('facts.yaml', schema.factsFile),
    reader.yaml('glossary.yaml', schema.glossaryFile),
    reader.yaml('experts.yaml', schema.expertsFile),
    reader.section('pages/opening.md', []),
    reader.section('pages/closing.md', []),
  ]);
  const modules = await Promise.all((course?.value.modules ?? []).map((name) => reader.module(name)));
  if (!course || !facts || !glossary || !experts || !opening || !closing) return null;
  const whole = modules.filter((module) => module !== null);
  return whole.length < modules.length
    ? null
    : { course, facts, glossary, experts, opening, closing, modules: whole };
}

class CourseReader {
  readonly #folder: string;
  readonly #problems: ContentProblem[];

  constructor(folder: string, problems: ContentProblem[]) {
    this.#folder = folder;
    this.#problems = problems;
  }

  async yaml<Schema extends v.GenericSchema>(path: string, form: Schema) {
    const text = await this.#text(path);
    return text === null ? null : readYaml(this.#name(path), text, form, this.#problems);
  }

  async section(path: string, keyFigures: readonly KeyFigure[]): Promise<AuthoredSection | null> {
    const text = await this.#text(path);
    if (text === null) return null;
    const file = this.#name(path);
    const [whole, front = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text) ?? [];
    if (whole === undefined) {
      this.#problems.push({
        file,
        line: 1,
        message: 'front matter (key, title, minutes between --- lines) is missing',
      });
      return null;
    }
    const head = readYaml(file, front, schema.frontMatter, this.#problems, 2);
    if (!head) return null;
    const offset = whole.split('\n').length - 1;
    const reading = renderReading(text.slice(whole.length), { sectionKey: head.value.key, keyFigures });
    for (const { line, message } of reading.faults)
      this.#problems.push({ file, line: line + offset, message });
    return { ...head, reading, offset };
  }

  async module(name: string): Promise<AuthoredModule | null> {
    const path = (file: string) => `modules/${name}/${file}`;
    const [module, facts, quiz] = await Promise.all([
      this.yaml(path('module.yaml'), schema.moduleFile),
      this.yaml(path('facts.yaml'), schema.factsFile),
      this.yaml(path('quiz.yaml'), schema.quizFile),
    ]);
    if (!module) return null;
    const figures = keyFiguresOf(module.value);
    const files = [...module.value.sections, ...module.value.segments.map(({ standIn }) => standIn)];
    const sections = new Map<string, AuthoredSection>();
    for (const file of new Set(files)) {
      const section = await this.section(path(file), figures);
      if (section) sections.set(file, section);
    }
    if (!facts || !quiz || sections.size < new Set(files).size) return null;
    return { folder: name, module, facts, quiz, sections };
  }

  #name(path: string): string {
    return `${basename(this.#folder)}/${path}`;
  }

  async #text(path: string): Promise<string | null> {
    const full = join(this.#folder, path);
    if (existsSync(full)) return readFile(full, 'utf8');
    this.#problems.push({ file: this.#name(path), line: 1, message: 'the file is missing' });
    return null;
  }
}

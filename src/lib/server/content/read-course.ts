import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type * as v from 'valibot';
import type { KeyFigure } from '#lib/domain/courses/course.ts';
import { renderReading } from './markdown.ts';
import type { ContentProblem } from './problems.ts';
import { readPicture, type StoredPicture } from './pictures.ts';
import type { ReadingContext, RenderedReading } from './reading.ts';
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
  /** Pictures of the questions, by file name. */
  pictures: Map<string, StoredPicture>;
  /** Markdown files of the folder that module.yaml does not name. */
  unlisted: string[];
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

/** As much of a course as can be read: a part is null when its file is missing or broken, and a module is left out. */
export type CourseParts = {
  [Part in Exclude<keyof AuthoredCourse, 'modules'>]: AuthoredCourse[Part] | null;
} & {
  modules: AuthoredModule[];
  /** Folders of modules that are there. */
  folders: string[];
};

export function isWhole(parts: CourseParts): parts is CourseParts & AuthoredCourse {
  const { course, facts, glossary, experts, opening, closing } = parts;
  const files = [course, facts, glossary, experts, opening, closing];
  return files.every((file) => file !== null) && parts.modules.length === course?.value.modules.length;
}

export const keyFiguresOf = (module: schema.ModuleFile): KeyFigure[] =>
  module.keyFigures.map(({ facts, drawing, ...figure }) => ({
    ...figure,
    factIds: facts,
    drawing: drawing ?? null,
  }));

/**
 * Reads a course folder. Everything that cannot be read (a missing file, wrong YAML, an unknown key) goes into `problems`; the rest is
 * returned, so that an author hears of faults in finished files while others are still being written.
 */
export async function readCourse(folder: string, problems: ContentProblem[]): Promise<CourseParts> {
  const reader = new CourseReader(folder, problems);
  const [course, facts, glossary, experts, opening, closing] = await Promise.all([
    reader.yaml('course.yaml', schema.courseFile),
    reader.yaml('facts.yaml', schema.factsFile),
    reader.yaml('glossary.yaml', schema.glossaryFile),
    reader.yaml('experts.yaml', schema.expertsFile),
    reader.section('pages/opening.md', { titleLevel: 2, keyFigures: [] }),
    reader.section('pages/closing.md', { titleLevel: 2, keyFigures: [] }),
  ]);
  const folders = await reader.foldersOf('modules');
  const modules = await Promise.all((course?.value.modules ?? folders).map((name) => reader.module(name)));
  const readable = modules.filter((module) => module !== null);
  return { course, facts, glossary, experts, opening, closing, modules: readable, folders };
}

/** Where a reading stands on its page; its ids begin with its own key unless `idPrefix` is given. */
type ReadingPlace = Omit<ReadingContext, 'idPrefix'> & { idPrefix?: string };

const FRONT_MATTER = /^---\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/;

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

  async section(path: string, place: ReadingPlace): Promise<AuthoredSection | null> {
    const text = await this.#text(path);
    if (text === null) return null;
    const file = this.#name(path);
    const [whole, front = ''] = FRONT_MATTER.exec(text) ?? [];
    if (whole === undefined) {
      const message = 'front matter (key, title, minutes between --- lines) is missing';
      this.#problems.push({ file, line: 1, message });
      return null;
    }
    const head = readYaml(file, front, schema.frontMatter, this.#problems, 2);
    if (!head) return null;
    const offset = whole.split('\n').length - 1;
    const reading = renderReading(text.slice(whole.length), { idPrefix: head.value.key, ...place });
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
    const keyFigures = keyFiguresOf(module.value);
    // A stand-in stands below the segment's title and its own.
    const named = new Map<string, ReadingPlace>();
    for (const file of module.value.sections) named.set(file, { titleLevel: 2, keyFigures });
    for (const { standIn, key } of module.value.segments)
      named.set(standIn, { titleLevel: 3, keyFigures, idPrefix: `${key}-summary` });
    const sections = new Map<string, AuthoredSection>();
    for (const [file, place] of named) {
      const section = await this.section(path(file), place);
      if (section) sections.set(file, section);
    }
    if (!facts || !quiz || sections.size < named.size) return null;
    const there = await readdir(join(this.#folder, path('')));
    const pictures = await this.pictures(path('pictures'), quiz);
    const unlisted = there.filter((file) => file.endsWith('.md') && !named.has(file)).sort();
    return { folder: name, module, facts, quiz, sections, pictures, unlisted };
  }

  /** The pictures that questions point at; one that is missing is the question's fault. */
  async pictures(path: string, quiz: Located<schema.QuizFile>): Promise<Map<string, StoredPicture>> {
    const named = quiz.value.questions.flatMap((question) =>
      question.type === 'hotspot' ? [question.picture.file] : [],
    );
    const found = new Map<string, StoredPicture>();
    for (const file of new Set(named)) {
      if (!/^[a-z0-9][a-z0-9.-]*$/.test(file)) continue;
      const bytes = await readFile(join(this.#folder, path, file)).catch(() => null);
      if (!bytes) continue;
      const read = readPicture(bytes);
      if ('fault' in read)
        this.#problems.push({ file: this.#name(`${path}/${file}`), line: 1, message: read.fault });
      else found.set(file, read);
    }
    return found;
  }

  async foldersOf(path: string): Promise<string[]> {
    const entries = await readdir(join(this.#folder, path), { withFileTypes: true }).catch(
      (): Dirent[] => [],
    );
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  }

  #name(path: string): string {
    return `${basename(this.#folder)}/${path}`;
  }

  async #text(path: string): Promise<string | null> {
    try {
      return (await readFile(join(this.#folder, path), 'utf8')).replace(/^\uFEFF/, '');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      this.#problems.push({ file: this.#name(path), line: 1, message: 'the file is missing' });
      return null;
    }
  }
}

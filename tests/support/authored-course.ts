import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { authoredFiles } from './authored-files.ts';

/** A small course as an author writes it, in a folder of its own that goes with the test. It is in order until a test spoils it. */
export interface AuthoredFolder {
  /** The course folder, for `checkCourse` and `publishCourse`. */
  folder: string;
  /** Replaces the first `from` of a file; throws when it is not there, so that no test passes by mistake. */
  replace(file: string, from: string, to: string): Promise<void>;
  write(file: string, text: string): Promise<void>;
  remove(file: string): Promise<void>;
  /** Line (from 1) of the first place where the file holds that text. */
  lineOf(file: string, text: string): Promise<number>;
}

export async function authoredCourse(): Promise<AuthoredFolder> {
  const root = await mkdtemp(join(tmpdir(), 'pathways-course-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'sample');
  const pathOf = (file: string) => join(folder, file);
  const read = (file: string) => readFile(pathOf(file), 'utf8');
  const write = async (file: string, text: string) => {
    await mkdir(dirname(pathOf(file)), { recursive: true });
    await writeFile(pathOf(file), text);
  };
  for (const [file, text] of Object.entries(authoredFiles)) await write(file, text);
  const position = (text: string, part: string, file: string) => {
    const at = text.indexOf(part);
    if (at < 0) throw new Error(`${file} does not hold: ${part}`);
    return at;
  };
  return {
    folder,
    write,
    remove: (file) => rm(pathOf(file), { recursive: true }),
    async replace(file, from, to) {
      const text = await read(file);
      const at = position(text, from, file);
      await write(file, text.slice(0, at) + to + text.slice(at + from.length));
    },
    async lineOf(file, part) {
      const text = await read(file);
      return text.slice(0, position(text, part, file)).split('\n').length;
    },
  };
}

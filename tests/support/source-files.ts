import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { SourceFile } from '../architecture/layers.ts';

/** Every file below `src` with one of the endings, generated ones left out. */
export function sourceFiles(endings: RegExp, folder = 'src'): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(join('i18n', 'paraglide')))
    .map((path) => ({
      path: relative('src', path).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }));
}

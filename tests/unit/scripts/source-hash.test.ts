import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceHash } from '../../../scripts/prepare.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pathways-hash-'));
  await write('src/app.html', 'a');
  await write('src/lib/i18n/project.inlang/settings.json', '{}');
  await write('package-lock.json', '{}');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

test.each([
  'src/app.html',
  'src/routes/+page.svelte',
  'src/lib/i18n/project.inlang/settings.json',
  'src/lib/i18n/messages/fa.json',
  'package-lock.json',
  'vite.config.ts',
])('a change of %s asks for a build', async (path) => {
  const before = sourceHash(folder);
  await write(path, 'changed');
  expect(sourceHash(folder)).not.toBe(before);
});

test.each([
  'src/lib/i18n/paraglide/messages.js',
  'src/lib/i18n/project.inlang/README.md',
  'src/lib/i18n/project.inlang/.meta.json',
  'src/lib/content/course/course.yaml',
  'build/index.js',
])('%s, which a build writes or does not hold, asks for none', async (path) => {
  const before = sourceHash(folder);
  await write(path, 'changed');
  expect(sourceHash(folder)).toBe(before);
});

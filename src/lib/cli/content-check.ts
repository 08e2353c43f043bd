import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCourse } from '../server/content/check-course.ts';
import { formatProblem } from '../server/content/problems.ts';
import type { AuthoredCourse } from '../server/content/read-course.ts';
import { contentFolder } from './folders.ts';
import { say } from './lines.ts';

/**
 * `npm run content:check [course ...]`: holds every course (or the named ones) against the rules of authoring. Exit code 1 when one is
 * broken; warnings break nothing.
 */

const sayWrong = (line: string) => process.stderr.write(`${line}\n`);

const folders = await readdir(contentFolder, { withFileTypes: true });
const there = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !there.includes(name));
for (const name of unknown) sayWrong(`There is no course ${name} in ${contentFolder}.`);
if (there.length === 0) sayWrong(`There is no course to check in ${contentFolder}.`);
if (unknown.length > 0 || there.length === 0) process.exitCode = 1;

for (const name of there.filter((folder) => wanted.length === 0 || wanted.includes(folder))) {
  const { course, problems, warnings } = await checkCourse(join(contentFolder, name));
  for (const warning of warnings) sayWrong(`${formatProblem(warning)} (warning)`);
  for (const problem of problems) sayWrong(formatProblem(problem));
  if (course)
    say(
      `${name}: ${countsOf(course)}: in order${warnings.length > 0 ? `, warnings: ${warnings.length}` : ''}`,
    );
  else {
    sayWrong(`${name}: problems: ${problems.length}`);
    process.exitCode = 1;
  }
}

function countsOf({ modules, facts, glossary, experts }: AuthoredCourse): string {
  const sum = (count: (module: AuthoredCourse['modules'][number]) => number) =>
    modules.reduce((total, module) => total + count(module), 0);
  return [
    `${modules.length} modules`,
    `${sum(({ module }) => module.value.sections.length)} sections`,
    `${sum(({ quiz }) => quiz.value.questions.length)} questions`,
    `${facts.value.length + sum((module) => module.facts.value.length)} facts`,
    `${glossary.value.length} terms`,
    `${experts.value.experts.length} experts`,
  ].join(', ');
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCourse } from '../server/content/check-course.ts';
import { formatProblem } from '../server/content/problems.ts';
import { contentFolder } from './folders.ts';

/** `npm run content:check`: holds every course (or the named ones) against the rules of authoring. Exit code 1 when one is broken. */

const wanted = process.argv.slice(2);
const folders = (await readdir(contentFolder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && (wanted.length === 0 || wanted.includes(entry.name)))
  .map(({ name }) => name);

for (const name of folders) {
  const { course, problems } = await checkCourse(join(contentFolder, name));
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  if (course) {
    const { modules, glossary } = course;
    const questions = modules.reduce((sum, { quiz }) => sum + quiz.value.questions.length, 0);
    const facts = modules.reduce((sum, module) => sum + module.facts.value.length, course.facts.value.length);
    process.stdout.write(
      `${name}: ${modules.length} modules, ${questions} questions, ${facts} facts, ${glossary.value.length} terms: in order\n`,
    );
  } else {
    process.stderr.write(`${name}: ${problems.length} problems\n`);
    process.exitCode = 1;
  }
}
if (folders.length === 0) {
  process.stderr.write(`There is no course to check in ${contentFolder}.\n`);
  process.exitCode = 1;
}

import { checkUnique, report, type CheckContext } from './check-context.ts';
import { normaliseNumber, numbersIn } from './numbers.ts';
import type { CourseParts } from './read-course.ts';
import type { FactEntry } from './schema.ts';
import type { Located } from './yaml-file.ts';

const WORDS = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
  'twenty',
];
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** The rules of facts: ids say where they belong and stand once, and a figure is one number of its statement. */
export function checkFacts(parts: CourseParts, context: CheckContext): void {
  const files = [
    ...(parts.facts ? [{ file: parts.facts, start: 'cf-' }] : []),
    ...parts.modules.map(({ facts, module }) => ({ file: facts, start: `${module.value.key}-` })),
  ];
  for (const { file, start } of files)
    for (const [index, fact] of file.value.entries()) {
      if (!new RegExp(`^${start}\\d`).test(fact.id))
        report(context, file, [index, 'id'], `fact ${fact.id} must begin with ${start}`, fact.id);
      checkFigures(file, index, fact, context);
    }
  checkUnique(
    context,
    files.flatMap(({ file }) => file.value.map(({ id }, index) => ({ key: id, file, path: [index, 'id'] }))),
  );
}

function checkFigures(
  file: Located<FactEntry[]>,
  index: number,
  fact: FactEntry,
  context: CheckContext,
): void {
  const stated = new Set([...numbersIn(fact.statement), ...numbersInWords(fact.statement)]);
  for (const [place, figure] of fact.figures.entries()) {
    const path = [index, 'figures', place];
    const numbers = numbersIn(figure);
    if (numbers.length !== 1)
      report(context, file, path, `fact ${fact.id}: the figure ${figure} is not one number`, fact.id);
    else if (!stated.has(normaliseNumber(figure)))
      context.warnings.push({
        ...{ file: file.file, line: file.lineOf(path), factId: fact.id },
        message: `fact ${fact.id}: the figure ${figure} does not stand in its statement`,
      });
  }
}

function numbersInWords(text: string): string[] {
  const words = text.toLowerCase().split(/[^a-z]+/);
  return words
    .map((word) => Math.max(WORDS.indexOf(word), ORDINALS.indexOf(word) + (ORDINALS.includes(word) ? 1 : 0)))
    .filter((number) => number >= 0)
    .map(String);
}

import { isFact, report, uncitedNumbers, type CheckContext } from './check-context.ts';
import type { AuthoredSection } from './read-course.ts';

/**
 * The rules of a reading: facts and terms exist, and each block cites the facts that hold its numbers. A heading and the title rest on the
 * first text below them. `citable` says which facts may be cited here.
 */
export function checkReading(
  context: CheckContext,
  section: AuthoredSection,
  citable: (factId: string) => boolean = () => true,
): void {
  const { file, reading, offset } = section;
  const fault = (line: number, message: string, factId?: string) =>
    context.problems.push({
      ...{ file, line: line + offset, message },
      ...(factId === undefined ? {} : { factId }),
    });
  for (const { key, line } of reading.citations)
    if (!isFact(context, key)) fault(line, `fact ${key} does not exist`, key);
    else if (!citable(key)) fault(line, `fact ${key} belongs to another module`, key);

  const firstText = (from: number) => reading.blocks.slice(from).find(({ kind }) => kind === 'text');
  for (const [index, block] of reading.blocks.entries()) {
    const cited = (block.kind === 'heading' ? firstText(index) : block)?.factIds ?? [];
    for (const number of uncitedNumbers(context, block.text, [...cited, ...block.factIds])) {
      const message = `the number ${number} stands in no fact cited here (${cited.join(', ') || 'none is cited'})`;
      fault(block.line, message, cited.length === 1 ? cited[0] : undefined);
    }
  }
  for (const number of uncitedNumbers(context, section.value.title, firstText(0)?.factIds ?? []))
    report(
      context,
      section,
      ['title'],
      `the number ${number} of the title stands in no fact cited in the first paragraph`,
    );
  for (const { key, line } of reading.terms) {
    context.usedTerms.add(key);
    if (context.glossaryKeys && !context.glossaryKeys.has(key))
      fault(line, `term ${key} is not in glossary.yaml`);
  }
}

import type { ClozeQuestion } from '#lib/domain/questions/cloze.ts';
import { LeftOut, type Lose } from '../bank.ts';
import { splitPrompt, withoutGaps } from '../cloze-text.ts';
import { withKeys } from '../part-keys.ts';
import { childOf, elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts';
import { readAsked } from './moodle-text.ts';

/**
 * "Select missing words" and "drag and drop into text": `[[2]]` is a gap whose right word is the second one; what may be chosen are the words
 * of its group.
 */
export function wordGaps(
  question: XmlElement,
  choices: string,
  lose: Lose,
): Pick<ClozeQuestion, 'prompt' | 'text' | 'gaps'> {
  const words = elementsOf(question, choices).map((choice) => ({
    text: textOf(childOf(choice, 'text')).trim(),
    group: textOf(childOf(choice, 'group')).trim() || '1',
  }));
  const pieces = readAsked(childOf(question, 'questiontext'), lose).split(/\[\[(\d+)\]\]/);
  if (pieces.length < 2) throw new LeftOut('too-few-parts');
  const gaps = pieces
    .filter((_piece, index) => index % 2 === 1)
    .map((number, index) => {
      const right = words[Number(number) - 1];
      const offered = words.filter(({ group }) => group === right?.group);
      if (!right) throw new LeftOut('no-right-answer', `[[${number}]]`);
      if (offered.length < 2) throw new LeftOut('too-few-parts', `[[${number}]]`);
      const options = withKeys(offered.map(({ text }) => text));
      const correctKey = options[offered.indexOf(right)]?.key ?? '';
      return { key: `gap-${index + 1}`, weight: 1, kind: 'choice' as const, options, correctKey };
    });
  const { prompt, text } = splitPrompt(pieces[0] ?? '');
  const rest = pieces
    .slice(1)
    .map((piece, index) => (index % 2 === 0 ? `{{gap-${index / 2 + 1}}}` : withoutGaps(piece)));
  return { prompt, gaps, text: withoutGaps(text) + rest.join('') };
}

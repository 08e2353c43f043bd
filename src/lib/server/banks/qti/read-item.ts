import type { Gap } from '#lib/domain/questions/cloze.ts';
import { LeftOut, type BankQuestion, type QuestionBody } from '../bank.ts';
import { splitPrompt, withoutGaps } from '../cloze-text.ts';
import { oneOf } from '../judge-answers.ts';
import { allOf, childOf, elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts';
import { declarationsOf, pointsOf, type Declared } from './declarations.ts';
import { GAPPED } from './parts.ts';
import { explanationOf, interactionsOf, readContent, withMarks } from './item-text.ts';
import { pictureAt, promptOf, READERS, typed, type ItemContext } from './read-types.ts';

const INLINE = ['qti-text-entry-interaction', 'qti-inline-choice-interaction'];
/** Private signs around the number of a gap, while the text between becomes plain. */
const MARK = ['\uE010', '\uE011'] as const;

/** The question that an item holds, and the bytes of its picture. Throws `LeftOut` for what cannot be carried. */
export function readItem(
  item: XmlElement,
  given: Pick<ItemContext, 'lose' | 'file'>,
): Pick<BankQuestion, 'body' | 'picture'> {
  const content = childOf(item, 'qti-item-body');
  if (!content) throw new LeftOut('prompt-empty');
  const declarations = declarationsOf(item);
  const context: ItemContext = { item, points: pointsOf(item, declarations), ...given };
  const interactions = interactionsOf(content);
  const [first] = interactions;
  if (!first) throw new LeftOut('type-unsupported', 'qti-item-body');
  const shared = { explanation: explanationOf(item, given.lose), points: context.points };
  if (isGapped(content, interactions))
    return { body: { type: 'cloze', ...shared, ...gapped(content, interactions, declarations, context) } };
  const reader = Object.hasOwn(READERS, first.name) ? READERS[first.name] : undefined;
  const [unknown = first] = interactions.filter(({ name }) => !Object.hasOwn(READERS, name));
  if (!reader || interactions.length > 1) throw new LeftOut('type-unsupported', unknown.name);
  const around = readContent(
    withMarks(content, () => ''),
    given.lose,
  );
  const prompt = [around, promptOf(first, given.lose)].filter((text) => text !== '').join('\n\n');
  if (prompt === '') throw new LeftOut('prompt-empty');
  const own =
    first.name === 'qti-text-entry-interaction'
      ? typed(idOf(first), declaredOf(first, declarations), context)
      : reader(first, declaredOf(first, declarations), context);
  const body = { ...own, prompt, ...shared } as QuestionBody;
  const address = allOf(first, 'img', 'object')[0]?.attributes;
  return body.type === 'hotspot'
    ? { body, picture: pictureAt(address?.['src'] ?? address?.['data'] ?? '', context).bytes }
    : { body };
}

const idOf = ({ attributes }: XmlElement) => attributes['response-identifier'] ?? '';

function declaredOf(interaction: XmlElement, declarations: ReadonlyMap<string, Declared>): Declared {
  const declared = declarations.get(idOf(interaction));
  if (!declared) throw new LeftOut('no-right-answer', idOf(interaction));
  return declared;
}

/** Fields inside a text: several of them, a list of words, or one with words behind it. */
function isGapped(content: XmlElement, interactions: readonly XmlElement[]): boolean {
  if (!interactions.every(({ name }) => INLINE.includes(name))) return false;
  if (allOf(content, 'div').some(({ attributes }) => attributes['class'] === GAPPED)) return true;
  if (interactions.length > 1 || interactions[0]?.name === 'qti-inline-choice-interaction') return true;
  const marked = textOf(withMarks(content, () => MARK[0]));
  return marked.slice(marked.indexOf(MARK[0]) + 1).trim() !== '';
}

function gapped(
  content: XmlElement,
  interactions: readonly XmlElement[],
  declarations: ReadonlyMap<string, Declared>,
  context: ItemContext,
) {
  const place = (interaction: XmlElement) => interactions.indexOf(interaction) + 1;
  const all = readContent(
    withMarks(content, (interaction) => `${MARK[0]}${place(interaction)}${MARK[1]}`),
    context.lose,
  );
  const at = all.indexOf(MARK[0]);
  const { prompt, text } = splitPrompt(all.slice(0, at));
  const gaps = interactions.map((interaction, index) =>
    gapOf(interaction, `gap-${index + 1}`, declaredOf(interaction, declarations), context),
  );
  return {
    prompt,
    text: withoutGaps(text + all.slice(at)).replaceAll(/\uE010(\d+)\uE011/g, '{{gap-$1}}'),
    gaps,
  };
}

function gapOf(interaction: XmlElement, key: string, declared: Declared, context: ItemContext): Gap {
  const most = mostOf(interaction, declared, context);
  const own = { ...context, points: most };
  const base = { key, weight: most };
  if (interaction.name === 'qti-text-entry-interaction') {
    const { type, ...rule } = typed(idOf(interaction), declared, own);
    return { ...base, kind: type === 'numeric' ? 'number' : 'text', ...rule } as Gap;
  }
  const answers = elementsOf(interaction, 'qti-inline-choice').map((one) => {
    const id = one.attributes['identifier'] ?? '';
    const value = declared.mapping?.find((entry) => entry.key === id)?.value;
    const share = declared.mapping ? (value ?? 0) / most : declared.correct.includes(id) ? 1 : 0;
    return { text: textOf(one).trim(), share, feedback: '' };
  });
  return { ...base, kind: 'choice', ...oneOf(answers, context.lose) };
}

/** What a gap brings at most: by its mapping, by the outcome that its condition sets, or 1. */
function mostOf(interaction: XmlElement, { mapping, upperBound }: Declared, { item }: ItemContext): number {
  if (mapping) return upperBound ?? Math.max(0, ...mapping.map(({ value }) => value));
  const condition = allOf(item, 'qti-response-if').find((one) =>
    allOf(one, 'qti-variable').some(({ attributes }) => attributes['identifier'] === idOf(interaction)),
  );
  const [points = 1] = condition
    ? allOf(condition, 'qti-base-value').map((value) => Number(textOf(value)))
    : [];
  return points > 0 ? points : 1;
}

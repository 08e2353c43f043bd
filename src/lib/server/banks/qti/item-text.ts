import { LeftOut, type Lose } from '../bank.ts';
import { mediaIn, plainText } from '../plain-text.ts';
import { allOf, elementsOf, htmlOf, type XmlElement } from '../xml/read-xml.ts';

/** Places where somebody answers. */
export const isInteraction = ({ name }: XmlElement): boolean => name.endsWith('-interaction');

export const interactionsOf = (body: XmlElement): XmlElement[] => {
  const found: XmlElement[] = [];
  const look = (element: XmlElement) => {
    for (const child of elementsOf(element)) {
      if (isInteraction(child)) found.push(child);
      else look(child);
    }
  };
  look(body);
  return found;
};

/** The content of an element as plain text; what cannot be answered without a picture is left out. */
export function readContent(element: XmlElement, lose: Lose): string {
  const html = htmlOf(element);
  const [media] = mediaIn(html);
  if (media !== undefined) throw new LeftOut('picture-in-text', media);
  return plainText(html, lose);
}

/** A copy in which every interaction is put in the place of by a text. */
export function withMarks(element: XmlElement, mark: (interaction: XmlElement) => string): XmlElement {
  return {
    ...element,
    children: element.children
      .filter((child) => typeof child === 'string' || child.name !== 'qti-rubric-block')
      .map((child) =>
        typeof child === 'string' ? child : isInteraction(child) ? mark(child) : withMarks(child, mark),
      ),
  };
}

/** What is said after answering; more than one such text is one too many for us. */
export function explanationOf(item: XmlElement, lose: Lose): string {
  const said = allOf(item, 'qti-modal-feedback', 'qti-feedback-block', 'qti-feedback-inline').map((element) =>
    plainText(htmlOf(element), lose),
  );
  const [explanation = '', ...others] = [...new Set(said.filter((text) => text !== ''))];
  if (others.length > 0) lose('answer-feedback');
  if (explanation === '') lose('no-explanation');
  return explanation;
}

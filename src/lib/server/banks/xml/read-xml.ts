import sax from 'sax';
import { LeftOut } from '../bank.ts';

/** An element with its children in order; names without their namespace prefix. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
  /** Where it begins, from 1. */
  line: number;
}

const DEEPEST = 60;
const MOST_ELEMENTS = 200_000;
const PIECE = 65_536;
/** Only the five entities of XML; the types of the package do not know the last option. */
const OPTIONS = { position: true, strictEntities: true };

/** The document is refused; `line` is where. */
export class XmlError extends LeftOut {
  line = 1;
}

/**
 * Reads an XML document into a tree. A document type is refused as soon as it is seen, so there are no entities but the five of XML, nothing
 * outside the file is read and nothing can multiply; depth and number of elements are bounded. Throws `XmlError` for what is no XML.
 */
export function readXml(text: string): XmlElement {
  const parser = sax.parser(true, OPTIONS);
  const document: XmlElement = { name: '', attributes: {}, children: [], line: 1 };
  const open: XmlElement[] = [document];
  let elements = 0;
  const lineAt = lineCounter(text);
  const refuse = (code: XmlError['code'], detail = ''): never => {
    const error = new XmlError(code, detail);
    error.line = parser.line + 1;
    throw error;
  };
  const addText = (part: string) => {
    if (part !== '') open.at(-1)?.children.push(part);
  };
  parser.ondoctype = () => refuse('xml-doctype');
  parser.onsgmldeclaration = () => refuse('xml-doctype');
  parser.onerror = ({ message }) => refuse('xml-broken', message.split('\n')[0]);
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onopentag = ({ name, attributes }) => {
    elements += 1;
    if (open.length > DEEPEST) refuse('xml-too-deep');
    if (elements > MOST_ELEMENTS) refuse('too-large');
    if (open.length === 1 && elements > 1) refuse('xml-broken', `<${name}>`);
    const given = Object.entries(attributes).map(([key, value]) => [key, String(value)]);
    const element = {
      name: local(name),
      attributes: Object.fromEntries(given) as Record<string, string>,
      children: [],
      line: lineAt(parser.startTagPosition),
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => open.pop();
  // In pieces, so that a document type is refused before what it holds is read on.
  for (let at = 0; at < text.length; at += PIECE) {
    const piece = text.slice(at, at + PIECE);
    // Refused at its first sign: sax tells of a document type only at its end.
    if (/<!DOCTYPE|<!ENTITY/i.test(piece) && elements === 0) refuse('xml-doctype');
    parser.write(piece);
  }
  parser.close();
  const root = elementsOf(document)[0];
  return root ?? refuse('xml-broken');
}

/** The line of a place, from 1; asked for places in their order. */
function lineCounter(text: string): (position: number) => number {
  let [line, at] = [1, 0];
  return (position) => {
    for (; at < position; at++) if (text[at] === '\n') line += 1;
    return line;
  };
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== 'string';

export const elementsOf = ({ children }: XmlElement, name?: string): XmlElement[] =>
  children.filter(isElement).filter((child) => name === undefined || child.name === name);

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element && elementsOf(element, name)[0];

/** All elements of one of the names below, in the order of the document. */
export const allOf = (element: XmlElement, ...names: readonly string[]): XmlElement[] =>
  elementsOf(element).flatMap((child) => [
    ...(names.includes(child.name) ? [child] : []),
    ...allOf(child, ...names),
  ]);

/** All text inside, as written. */
export const textOf = (element: XmlElement | undefined): string =>
  element?.children.map((child) => (isElement(child) ? textOf(child) : child)).join('') ?? '';

/** The element as HTML again, for what is about to become plain text. */
export const htmlOf = (element: XmlElement): string =>
  element.children
    .map((child) =>
      isElement(child)
        ? `<${child.name}${attributesOf(child)}>${htmlOf(child)}</${child.name}>`
        : child.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    )
    .join('');

const attributesOf = ({ attributes }: XmlElement) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join('');

import { posix } from 'node:path';
import { carry, LeftOut, unreadable, type BankProblem, type BankQuestion, type ReadBank } from '../bank.ts';
import { decodeText } from '../decode-text.ts';
import { allOf, childOf, readXml, XmlError, type XmlElement } from '../xml/read-xml.ts';
import { readZip } from '../zip/read-zip.ts';
import { readItem } from './read-item.ts';

const MANIFEST = 'imsmanifest.xml';
type Files = ReadonlyMap<string, Uint8Array>;

/** Reads QTI 3.0: one assessment item, or a package of items with their pictures. Rules: docs/question-banks.md. */
export async function readQti(bytes: Uint8Array): Promise<ReadBank> {
  try {
    const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
    return isArchive ? readPackage(await readZip(bytes)) : readOne('', bytes, new Map());
  } catch (error) {
    if (error instanceof LeftOut) return unreadable(error.code, error.detail);
    throw error;
  }
}

function readPackage(files: Files): ReadBank {
  const bytes = files.get(MANIFEST);
  if (!bytes) return unreadable('archive-manifest', MANIFEST);
  const manifest = xmlOf(MANIFEST, bytes);
  if ('problems' in manifest) return manifest;
  const bank: ReadBank = { questions: [], problems: [] };
  for (const resource of allOf(manifest, 'resource')) {
    const { type = '', href = '' } = resource.attributes;
    const item = files.get(href);
    const isItem = /^imsqti_item_xmlv3/.test(type);
    const about = { name: href, line: resource.line, isLeftOut: true };
    if (/^imsqti_/.test(type) && !isItem)
      bank.problems.push({ ...about, code: 'type-unsupported', detail: type });
    else if (isItem && !item) bank.problems.push({ ...about, code: 'file-missing', detail: href });
    else if (isItem && item) {
      const read = readOne(href, item, files);
      bank.questions.push(...read.questions);
      bank.problems.push(...read.problems);
    }
  }
  return bank;
}

function readOne(path: string, bytes: Uint8Array, files: Files): ReadBank {
  const item = xmlOf(path, bytes);
  if ('problems' in item) return item;
  if (item.name !== 'qti-assessment-item') return unreadable('format-unknown', item.name, item.line, path);
  const at = { name: item.attributes['title'] || item.attributes['identifier'] || path, line: item.line };
  const problems: BankProblem[] = [];
  const read = carry(at, problems, (lose) => {
    const stimulus = childOf(item, 'qti-assessment-stimulus-ref');
    if (stimulus) throw new LeftOut('type-unsupported', stimulus.name);
    // Stylesheets and catalogs change how an item looks or sounds, not what it asks.
    return readItem(item, {
      lose,
      file: (address) => files.get(posix.join(posix.dirname(path), decoded(address))) ?? null,
    });
  });
  const questions: BankQuestion[] = read ? [{ ...at, ...read }] : [];
  return { questions, problems };
}

/** The document, or why it is none. */
function xmlOf(path: string, bytes: Uint8Array): XmlElement | ReadBank {
  const text = decodeText(bytes);
  if (text === null) return unreadable('not-text', path, 1, path);
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof XmlError) return unreadable(error.code, error.detail, error.line, path);
    throw error;
  }
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

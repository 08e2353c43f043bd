import type { Picture } from '#lib/domain/questions/hotspot.ts';
import { carry, type BankProblem, type BankQuestion, type Lose, type WrittenBank } from '../bank.ts';
import { keyFromName } from '../names.ts';
import { element, lines, XML_HEAD } from '../xml/write-xml.ts';
import { writeZip } from '../zip/write-zip.ts';
import { EXPLANATION, FEEDBACK, MOST, outcomeDeclaration, SCORE, showExplanation } from './parts.ts';
import { partsOfType } from './write-types.ts';

export const ITEM_TYPE = 'imsqti_item_xmlv3p0';
const ITEM_SPACE = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
const PACKAGE_SPACE = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';

const SUFFIX: Record<Picture['mediaType'], string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
};

interface Resource {
  id: string;
  href: string;
  picture: string | null;
}

/** Writes questions as a QTI 3.0 package: an item each, their pictures, and the manifest that names them. */
export async function writeQti(questions: readonly BankQuestion[]): Promise<WrittenBank<Uint8Array>> {
  const problems: BankProblem[] = [];
  const files = new Map<string, Uint8Array>();
  const resources: Resource[] = [];
  const taken = new Set<string>();
  for (const question of questions) {
    const { name, line, body, picture } = question;
    const id = keyFromName(question.place?.key ?? name, taken);
    const file =
      body.type === 'hotspot' && picture
        ? `pictures/${body.picture.hash}.${SUFFIX[body.picture.mediaType]}`
        : null;
    const text = carry({ name, line }, problems, (lose) => itemOf(`item-${id}`, question, file, lose));
    if (text === null) continue;
    taken.add(id);
    const href = `items/${id}.xml`;
    files.set(href, new TextEncoder().encode(text));
    if (file && picture) files.set(file, picture);
    resources.push({ id: `item-${id}`, href, picture: file });
  }
  const manifest = new TextEncoder().encode(manifestOf(resources));
  return { content: await writeZip(new Map([['imsmanifest.xml', manifest], ...files])), problems };
}

function itemOf(id: string, { name, body, place }: BankQuestion, picture: string | null, lose: Lose): string {
  if (place?.watch) lose('watch');
  const parts = partsOfType(body, lose, picture && `../${picture}`);
  const hasExplanation = body.explanation !== '';
  return `${XML_HEAD}${element(
    'qti-assessment-item',
    { xmlns: ITEM_SPACE, identifier: id, title: name, adaptive: 'false', 'time-dependent': 'false' },
    ...parts.declarations,
    outcomeDeclaration(SCORE, 'float', 0),
    outcomeDeclaration(MOST, 'float', body.points),
    ...(hasExplanation ? [outcomeDeclaration(FEEDBACK, 'identifier')] : []),
    element('qti-item-body', {}, parts.body),
    element(
      'qti-response-processing',
      {},
      ...parts.processing,
      ...(hasExplanation ? [showExplanation()] : []),
    ),
    ...(hasExplanation
      ? [
          element(
            'qti-modal-feedback',
            { 'outcome-identifier': FEEDBACK, identifier: EXPLANATION, 'show-hide': 'show' },
            element('qti-content-body', {}, `<p>${lines(body.explanation)}</p>`),
          ),
        ]
      : []),
  )}\n`;
}

function manifestOf(resources: readonly Resource[]): string {
  const file = (href: string) => element('file', { href });
  return `${XML_HEAD}${element(
    'manifest',
    { xmlns: PACKAGE_SPACE, identifier: 'pathways-questions' },
    element('metadata', {}, element('schema', {}, 'QTI Package'), element('schemaversion', {}, '3.0.0')),
    element('organizations', {}),
    element(
      'resources',
      {},
      ...resources.map(({ id, href, picture }) =>
        element(
          'resource',
          { identifier: id, type: ITEM_TYPE, href },
          file(href),
          ...(picture ? [file(picture)] : []),
        ),
      ),
    ),
  )}\n`;
}

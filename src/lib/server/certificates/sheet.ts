import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { SECTOR_DRAWINGS } from '#lib/domain/courses/sector-drawings.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import { missingGlyphs, type Family, type Fonts } from './fonts.ts';
import { HEADING, languageOf, lineOf, nameLine, TEXT, visible, type Line } from './lines.ts';
import { qrSvg } from './qr.ts';

/** What template.typ takes: every word of the page. */
export interface Sheet {
  lang: string;
  documentTitle: string;
  issuer: string;
  fonts: { text: readonly Family[]; heading: readonly Family[] };
  issuerLine: Line;
  heading: string;
  certifies: string;
  /** Set large; the native name where its letters can be printed, else the Latin one. */
  name: Line;
  /** The Latin name below the native one; null where it says nothing new. */
  latinName: Line | null;
  completed: string;
  course: Line;
  statement: Line;
  /** `drawing` is the content of an SVG of 64 by 64, without colour. */
  stops: { sector: string; drawing: string; name: Line }[];
  facts: { label: string; value: Line }[];
  basis: Line;
  verifyLabel: string;
  verifyUrl: string;
  verifyAddress: string;
  qr: string;
  qrAlt: string;
}

export interface SheetInput {
  snapshot: CertificateSnapshot;
  code: string;
  verifyUrl: string;
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const WITHOUT_NAME = 'The holder named at the address below';

/**
 * Composes the page, in English. `missing` are the letters that no font of the house holds: a native name with such a letter gives
 * way to the Latin one, in other texts the letter is left out. Nothing is ever drawn as a box.
 */
export function composeSheet(input: SheetInput, fonts: Fonts): { sheet: Sheet; missing: string[] } {
  const { snapshot, code, verifyUrl } = input;
  const { course, issuer } = snapshot;
  const missing = new Set<string>();
  const report = (letters: string[]) => letters.forEach((letter) => missing.add(letter));
  const say = (text: string, families = TEXT, lang = 'en') => lineOf(text, { fonts, families, lang, report });
  const courseLanguage = languageOf(course.language);
  const title = `Certificate of completion: ${course.title}`;
  const sheet: Sheet = {
    lang: 'en',
    documentTitle: visible(title),
    issuer: visible(issuer.name),
    fonts: { text: TEXT, heading: HEADING },
    issuerLine: say(issuer.name.toUpperCase()),
    heading: 'Certificate of completion',
    certifies: 'This is to certify that',
    ...namesOf(snapshot.holder, fonts, report),
    completed: 'has completed the course',
    course: say(course.title, HEADING, courseLanguage),
    statement: say(statementOf(snapshot)),
    stops: snapshot.modules.map((module) => ({
      sector: module.sector,
      drawing: SECTOR_DRAWINGS[module.sector],
      name: say(module.shortTitle, HEADING, courseLanguage),
    })),
    facts: [
      { label: 'Date of issue', value: say(formatDate(new Date(snapshot.issuedAt), 'en')) },
      { label: 'Issued by', value: say(`${issuer.name}, ${hostOf(issuer.origin)}`) },
      { label: 'Certificate code', value: say(code) },
    ],
    basis: say(basisOf(course)),
    verifyLabel: 'Anyone can check this certificate at',
    verifyUrl,
    verifyAddress: hostOf(verifyUrl),
    qr: qrSvg(verifyUrl),
    qrAlt: `QR code that opens ${verifyUrl}`,
  };
  return { sheet, missing: [...missing] };
}

function namesOf(
  holder: CertificateSnapshot['holder'],
  fonts: Fonts,
  report: (letters: string[]) => void,
): Pick<Sheet, 'name' | 'latinName'> {
  const native = visible(holder.nameNative);
  const latin = visible(holder.nameLatin);
  const latinLine = nameLine(latin, 'en', fonts);
  const nativeLine = nameLine(native, holder.nameLanguage, fonts);
  if (nativeLine) return { name: nativeLine, latinName: latin === native ? null : latinLine };
  report(missingGlyphs(fonts, HEADING, native));
  if (latinLine) return { name: latinLine, latinName: null };
  const rest = lineOf(latin, { fonts, families: HEADING, lang: 'en', report });
  return { name: rest.text ? rest : { ...rest, text: WITHOUT_NAME }, latinName: null };
}

function statementOf({ course, modules }: CertificateSnapshot): string {
  const count = COUNTS[modules.length] ?? String(modules.length);
  const all =
    modules.length === 1 ? 'The one module of the course was' : `All ${count} modules of the course were`;
  const hours = course.studyHours === 1 ? '1 hour' : `${course.studyHours} hours`;
  return `${all} completed, each with its quiz passed. The study time, an estimate, is ${hours}.`;
}

function basisOf({ source, revisionNumber }: CertificateSnapshot['course']): string {
  const organisers = new Intl.ListFormat('en-GB').format(source.organisers);
  const by = organisers ? `, organised by ${organisers}` : '';
  return `Course revision ${revisionNumber}, made from the report of the training “${source.title}”, ${source.dates}${by}.`;
}

const hostOf = (url: string): string => url.replace(/^https?:\/\//, '');

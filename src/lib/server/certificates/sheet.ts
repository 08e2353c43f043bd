import { accentOf } from '#lib/domain/certificates/accent.ts';
import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { PLAIN_DESIGN } from '#lib/domain/certificates/design.ts';
import { SECTOR_DRAWINGS } from '#lib/domain/courses/sector-drawings.ts';
import { missingGlyphs, type Family, type Coverage } from './fonts.ts';
import { HEADING, languageOf, lineOf, nameLine, TEXT, visible, type Line } from './lines.ts';
import { placePictures, type GivenPicture, type PlacedPicture } from './pictures.ts';
import { qrSvg } from './qr.ts';
import { transcriptOf, type Transcript } from './transcript.ts';
import { dayOf, hoursOf } from './units.ts';

/** What the template takes: every word of the page. */
export interface Sheet {
  lang: string;
  documentTitle: string;
  issuer: string;
  fonts: { text: readonly Family[]; heading: readonly Family[] };
  /** `#rrggbb`; `text` is null where the colour is too light to be read. Null: the house's own ink. */
  accent: { ornament: string; text: string | null } | null;
  logos: PlacedPicture[];
  issuerLine: Line;
  heading: Line;
  /** The course chose it: it may be of any length. */
  headingIsOwn: boolean;
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
  signatories: { name: Line; role: Line; signature: PlacedPicture | null }[];
  facts: { label: string; value: Line }[];
  basis: Line;
  verifyLabel: string;
  verifyUrl: string;
  verifyAddress: string;
  qr: string;
  qrAlt: string;
  /** Page two; null where the course wants none. */
  transcript: Transcript | null;
  credential: string | null;
  credentialAbout: string;
}

export interface CertificateInput {
  snapshot: CertificateSnapshot;
  code: string;
  verifyUrl: string;
  /** The signed credential, attached to the PDF byte for byte; null only for a preview. */
  credential: string | null;
  /** The pictures that the design names, by hash. */
  pictures: ReadonlyMap<string, GivenPicture>;
}

/** Sets a text of the course or the house; letters that no font holds are left out and reported. */
export type Say = (text: string, families?: readonly Family[], lang?: string) => Line;

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const HOUSE_HEADING = 'Certificate of completion';
const WITHOUT_NAME = 'The holder named at the address below';

/**
 * Composes the pages, in English. `missing` are the letters that no font of the house holds: a native name with such a letter gives
 * way to the Latin one, in other texts the letter is left out. Nothing is ever drawn as a box. `files` are pictures that the template names.
 */
export function composeSheet(
  input: CertificateInput,
  coverage: Coverage,
): { sheet: Sheet; files: Map<string, Uint8Array>; missing: string[] } {
  const { snapshot, code, verifyUrl } = input;
  const design = snapshot.design ?? PLAIN_DESIGN;
  const missing = new Set<string>();
  const report = (letters: string[]) => letters.forEach((letter) => missing.add(letter));
  const say: Say = (text, families = TEXT, lang = 'en') => lineOf(text, { coverage, families, lang, report });
  const { place, files } = placePictures(input.pictures);
  const names = namesOf(snapshot.holder, coverage, report);
  const sheet: Sheet = {
    ...wordsOf(input, say),
    ...names,
    accent: accentOf(design.accent),
    logos: design.logos.map((hash, index) => place(hash, `Logo ${index + 1} of ${design.logos.length}`)),
    signatories: design.signatories.map(({ name, role, signature }) => ({
      name: say(name, HEADING, 'und'),
      role: say(role, TEXT, 'und'),
      signature: signature ? place(signature, `Signature of ${visible(name)}`) : null,
    })),
    verifyUrl,
    verifyAddress: hostOf(verifyUrl),
    qr: qrSvg(verifyUrl),
    qrAlt: `QR code that opens ${verifyUrl}`,
    transcript: design.transcript ? transcriptOf(snapshot, code, say) : null,
    credential: input.credential,
    credentialAbout: 'The signed credential (Open Badges 3.0) that says the same as this certificate.',
  };
  return { sheet, files, missing: [...missing] };
}

function wordsOf({ snapshot, code }: CertificateInput, say: Say) {
  const { course, issuer } = snapshot;
  const { heading, statement } = snapshot.design ?? PLAIN_DESIGN;
  const courseLanguage = languageOf(course.language);
  /** Null where nothing was chosen, or nothing of it can be printed. */
  const chosen = (text: string | null, families?: readonly Family[]) => {
    const line = say(text ?? '', families);
    return line.text === '' ? null : line;
  };
  const ownHeading = chosen(heading, HEADING);
  const ownStatement = chosen(statement);
  return {
    lang: 'en',
    documentTitle: visible(`${ownHeading?.text ?? HOUSE_HEADING}: ${course.title}`),
    issuer: visible(issuer.name),
    fonts: { text: TEXT, heading: HEADING },
    issuerLine: say(issuer.name.toUpperCase()),
    heading: ownHeading ?? say(HOUSE_HEADING, HEADING),
    headingIsOwn: ownHeading !== null,
    certifies: 'This is to certify that',
    completed: 'has completed the course',
    course: say(course.title, HEADING, courseLanguage),
    statement: ownStatement ?? say(statementOf(snapshot)),
    stops: snapshot.modules.map((module) => ({
      sector: module.sector,
      drawing: SECTOR_DRAWINGS[module.sector],
      name: say(module.shortTitle, HEADING, courseLanguage),
    })),
    facts: [
      { label: 'Date of issue', value: say(dayOf(snapshot.issuedAt)) },
      { label: 'Issued by', value: say(`${issuer.name}, ${hostOf(issuer.origin)}`) },
      // The house's own statement says the hours; another may not.
      ...(ownStatement ? [{ label: 'Study time (estimate)', value: say(hoursOf(course.studyHours)) }] : []),
      { label: 'Certificate code', value: say(code) },
    ],
    basis: say(basisOf(course)),
    verifyLabel: 'Anyone can check this certificate at',
  };
}

function namesOf(
  holder: CertificateSnapshot['holder'],
  coverage: Coverage,
  report: (letters: string[]) => void,
): Pick<Sheet, 'name' | 'latinName'> {
  const native = visible(holder.nameNative);
  const latin = visible(holder.nameLatin);
  const latinLine = nameLine(latin, 'en', coverage);
  const nativeLine = nameLine(native, holder.nameLanguage, coverage);
  if (nativeLine) return { name: nativeLine, latinName: latin === native ? null : latinLine };
  report(missingGlyphs(coverage, HEADING, native));
  if (latinLine) return { name: latinLine, latinName: null };
  const rest = lineOf(latin, { coverage, families: HEADING, lang: 'en', report });
  return { name: rest.text ? rest : { ...rest, text: WITHOUT_NAME }, latinName: null };
}

function statementOf({ course, modules }: CertificateSnapshot): string {
  const count = COUNTS[modules.length] ?? String(modules.length);
  const all =
    modules.length === 1 ? 'The one module of the course was' : `All ${count} modules of the course were`;
  return `${all} completed, each with its quiz passed. The study time, an estimate, is ${hoursOf(course.studyHours)}.`;
}

function basisOf({ source, revisionNumber }: CertificateSnapshot['course']): string {
  const organisers = new Intl.ListFormat('en-GB').format(source.organisers);
  const by = organisers ? `, organised by ${organisers}` : '';
  return `Course revision ${revisionNumber}, made from the report of the training “${source.title}”, ${source.dates}${by}.`;
}

const hostOf = (url: string): string => url.replace(/^https?:\/\//, '');

import type { CertificateSnapshot } from './certificate.ts';

/** A credential before it is signed: Open Badges 3.0 on Verifiable Credentials 2.0, as JSON-LD. */
export type UnsignedCredential = Record<string, unknown>;

export const CREDENTIAL_CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
] as const;

export const CREDENTIAL_SCHEMA =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/** How many entries a status list has; the least that the recommendation allows, so that a look at a list tells nothing of whom it was for. */
export const STATUS_LIST_LENGTH = 131_072;

/** Where a credential's bit stands. Worked example: 131,072 is entry 0 of list 2. */
export const statusPlace = (index: number): { list: number; entry: number } => ({
  list: Math.floor(index / STATUS_LIST_LENGTH) + 1,
  entry: index % STATUS_LIST_LENGTH,
});

/** The issuer as `did:web` of an origin (https://w3c-ccg.github.io/did-method-web). Worked example: `http://127.0.0.1:3000` is `did:web:127.0.0.1%3A3000`. */
export const issuerDid = (origin: string): string => `did:web:${encodeURIComponent(new URL(origin).host)}`;

interface CredentialPlace {
  code: string;
  statusIndex: number;
  /** Addresses of the platform, all below the origin of the snapshot. */
  urls: { verify: string; course: string; statusList: string };
}

/**
 * The credential of a certificate: says what the printed sheet says, and nothing that the sheet keeps to itself. The holder is named, not
 * identified: `identityType` name, native and Latin spelling.
 */
export function certificateCredential(
  snapshot: CertificateSnapshot,
  place: CredentialPlace,
): UnsignedCredential {
  const { course, modules } = snapshot;
  return {
    ...credentialFrame(snapshot, place),
    name: `Certificate of completion: ${course.title}`,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: holderNames(snapshot.holder),
      achievement: {
        id: `${place.urls.course}#revision-${course.revisionNumber}`,
        type: ['Achievement'],
        achievementType: 'CertificateOfCompletion',
        name: course.title,
        description: `A course of ${modules.length} modules: ${modules.map(({ title }) => title).join('; ')}.`,
        criteria: {
          narrative: `Every module was completed: ${modules.map(({ shortTitle }) => shortTitle).join(', ')}. In each, all sections were read, the lecture was followed and the quiz was passed. Estimated study time: ${course.studyHours} h.`,
        },
        inLanguage: course.language,
      },
    },
  };
}

/** The badge of one module of a course. */
export function moduleCredential(
  snapshot: CertificateSnapshot,
  module: CertificateSnapshot['modules'][number],
  place: CredentialPlace,
): UnsignedCredential {
  const { course } = snapshot;
  return {
    ...credentialFrame(snapshot, place),
    name: `${module.title} (${course.title})`,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: holderNames(snapshot.holder),
      achievement: {
        id: `${place.urls.course}#${module.key}-revision-${course.revisionNumber}`,
        type: ['Achievement'],
        achievementType: 'Badge',
        name: module.title,
        description: `A module of the course "${course.title}".`,
        criteria: {
          narrative:
            'All sections of the module were read, the lecture was followed and the quiz was passed.',
        },
        inLanguage: course.language,
      },
    },
  };
}

function credentialFrame(
  snapshot: CertificateSnapshot,
  { statusIndex, urls }: CredentialPlace,
): UnsignedCredential {
  const { issuer, issuedAt } = snapshot;
  const { list, entry } = statusPlace(statusIndex);
  const statusListCredential = `${urls.statusList}/${list}`;
  return {
    '@context': [...CREDENTIAL_CONTEXTS],
    id: urls.verify,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuerDid(issuer.origin), type: ['Profile'], name: issuer.name, url: issuer.origin },
    validFrom: issuedAt,
    awardedDate: issuedAt,
    credentialSchema: [{ id: CREDENTIAL_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
    credentialStatus: {
      id: `${statusListCredential}#${entry}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(entry),
      statusListCredential,
    },
  };
}

const holderNames = ({ nameNative, nameLatin }: CertificateSnapshot['holder']) =>
  [...new Set([nameNative, nameLatin])].map((name) => ({
    type: 'IdentityObject',
    hashed: false,
    identityType: 'name',
    identityHash: name,
  }));

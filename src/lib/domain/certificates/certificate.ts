import type { SectorKey } from '../courses/course.ts';
import type { EvidenceWay } from '../progress/evidence.ts';
import type { CertificateDesign } from './design.ts';

/**
 * Everything a certificate says, frozen when it is issued: the printed sheet and the public page read this and nothing else.
 * Moments are ISO 8601 in UTC. A later field is added as optional, because rows written before it stay as they are.
 */
export interface CertificateSnapshot {
  holder: {
    /** As the person writes it, in any script. */
    nameNative: string;
    nameLatin: string;
    /** BCP 47 language of `nameNative`; `und` where nobody said. Chooses the letter shapes. */
    nameLanguage: string;
  };
  course: {
    slug: string;
    title: string;
    revisionNumber: number;
    /** An estimate, in hours. */
    studyHours: number;
    /** BCP 47 language of the titles. */
    language: string;
    /** What the course was made from, as it was held: a title, who organised it, and its dates in words. */
    source: { title: string; organisers: string[]; dates: string };
  };
  /** In course order. */
  modules: CertifiedModule[];
  /** The installation that vouches for this: its name and the origin where the certificate can be checked. */
  issuer: { name: string; origin: string };
  issuedAt: string;
  /** How it looks; a row without it looks as the house does. */
  design?: CertificateDesign;
}

export interface CertifiedModule {
  key: string;
  title: string;
  /** The sector's name as the course writes it, printed at its stop of the line. */
  shortTitle: string;
  sector: SectorKey;
  /** Best graded attempt, 0 to 100, to two decimals; null for a module without a graded attempt. Never shown to the public. */
  scorePercent: number | null;
  completedAt: string;
  /** The ways in which its recording was followed, each once. */
  ways?: EvidenceWay[];
}

/** `revoked` and `superseded` (another one was issued in its place): the page stays and says so. */
export const CERTIFICATE_STATES = ['valid', 'revoked', 'superseded'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** What may happen to a certificate. Each is an entry of its history. */
export const CERTIFICATE_EVENTS = ['issued', 'superseded', 'revoked', 'reinstated', 'erased'] as const;
export type CertificateEvent = (typeof CERTIFICATE_EVENTS)[number];

/** One certificate, or the badge of one module, as its row holds it. */
export interface Certificate {
  code: string;
  state: CertificateState;
  snapshot: CertificateSnapshot;
  issuedAt: Date;
  /** The holder's account was erased, and every name with it. */
  erasedAt: Date | null;
}

/** What everyone may know of a certificate: all of it but the marks and how it is drawn. */
export type PublicCertificate = Pick<Certificate, 'code' | 'state' | 'erasedAt'> &
  Omit<CertificateSnapshot, 'modules' | 'design'> & {
    modules: Omit<CertifiedModule, 'scorePercent' | 'ways'>[];
  };

/** A certificate as its public page shows it. */
export function publicCertificate({ code, state, snapshot, erasedAt }: Certificate): PublicCertificate {
  const { holder, course, issuer, issuedAt } = snapshot;
  const modules = snapshot.modules.map(({ key, title, shortTitle, sector, completedAt }) => ({
    key,
    title,
    shortTitle,
    sector,
    completedAt,
  }));
  return { holder, course, issuer, issuedAt, code, state, erasedAt, modules };
}

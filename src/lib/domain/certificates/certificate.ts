import type { SectorKey } from '../courses/course.ts';

/** Everything a certificate says, frozen when it is issued. Dates are ISO 8601 in UTC. */
export interface CertificateSnapshot {
  holder: { nameNative: string; nameLatin: string; nameLanguage: string };
  course: { slug: string; title: string; revisionNumber: number; studyHours: number; language: string };
  modules: { key: string; title: string; sector: SectorKey; scorePercent: number; completedAt: string }[];
  issuer: { name: string; organisers: string[] };
  issuedAt: string;
}

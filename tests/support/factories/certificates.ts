import { v7 as uuidv7 } from 'uuid';
import { makeCode } from '#lib/domain/certificates/certificate-code.ts';
import type { CertificateSnapshot, CertificateState } from '#lib/domain/certificates/certificate.ts';
import { SECTORS, type PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Executor } from '#lib/server/db/client.ts';
import { certificates, moduleBadges } from '#lib/server/db/schema/index.ts';

/** A code that is the same for the same number. */
export const codeNumber = (number: number): string => makeCode(new Uint8Array(17).fill(number));

/** A certificate's frozen content, with the holder's names given. */
export function snapshotOf(holder: Partial<CertificateSnapshot['holder']> = {}): CertificateSnapshot {
  const names = ['Coal power', 'Cement', 'Steel', 'Chemicals', 'Low-carbon transport'];
  return {
    holder: { nameNative: 'سارا احمدی', nameLatin: 'Sara Ahmadi', nameLanguage: 'fa', ...holder },
    course: {
      slug: 'sample-course',
      title: 'Pathways for Industrial Decarbonization',
      revisionNumber: 1,
      studyHours: 5,
      language: 'en',
      source: { title: 'A training', organisers: ['The organisers'], dates: '8 and 9 June 2022' },
    },
    modules: SECTORS.map((sector, index) => ({
      key: sector,
      title: `${names[index]} in short`,
      shortTitle: names[index] ?? sector,
      sector,
      scorePercent: 80,
      completedAt: '2026-03-01T10:00:00.000Z',
    })),
    issuer: { name: 'Pathways', origin: 'https://learn.example.org' },
    issuedAt: '2026-03-02T08:00:00.000Z',
  };
}

/** An issued certificate; returns its code. */
export async function insertCertificate(
  db: Executor,
  course: PublishedCourse,
  given: {
    userId: string;
    number: number;
    state?: CertificateState;
    holder?: Partial<CertificateSnapshot['holder']>;
    issuedAt?: Date;
  },
): Promise<string> {
  const snapshot = snapshotOf(given.holder);
  const code = codeNumber(given.number);
  await db.insert(certificates).values({
    id: uuidv7(),
    code,
    userId: given.userId,
    courseId: course.courseId,
    revisionId: course.revisionId,
    revisionNumber: course.revisionNumber,
    state: given.state ?? 'valid',
    snapshot,
    issuedAt: given.issuedAt ?? new Date(snapshot.issuedAt),
  });
  return code;
}

/** The badge of one module; returns its code. */
export async function insertBadge(
  db: Executor,
  course: PublishedCourse,
  given: {
    userId: string;
    number: number;
    sector?: CertificateSnapshot['modules'][number]['sector'];
    holder?: Partial<CertificateSnapshot['holder']>;
  },
): Promise<string> {
  const snapshot = snapshotOf(given.holder);
  const moduleKey = given.sector ?? 'steel';
  const code = codeNumber(given.number);
  await db.insert(moduleBadges).values({
    id: uuidv7(),
    code,
    userId: given.userId,
    courseId: course.courseId,
    moduleKey,
    snapshot: { ...snapshot, modules: snapshot.modules.filter(({ key }) => key === moduleKey) },
    issuedAt: new Date(snapshot.issuedAt),
  });
  return code;
}

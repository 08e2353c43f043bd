import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { CertificateSnapshot, CertificateState } from '#lib/domain/certificates/certificate.ts';
import {
  certificateCredential,
  moduleCredential,
  type UnsignedCredential,
} from '#lib/domain/certificates/credential.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Ctx } from '#lib/server/context.ts';
import { moduleBadges } from '#lib/server/db/schema/index.ts';
import { findIssued, keepCredential, keepPdf } from '#lib/server/queries/issued.ts';
import { codeNumber, insertCertificate, snapshotOf } from './certificates.ts';

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

export interface IssuedFiles {
  code: string;
  credential: string;
  /** Bytes that stand for a PDF: they name the code as a real one does. */
  pdf: Uint8Array;
}

/** Text and signature of a credential, as it is handed out. */
export async function signedText(ctx: Ctx, unsigned: UnsignedCredential): Promise<string> {
  const signer = await ctx.issuer.signer();
  return `${JSON.stringify(await signer.sign(unsigned, ctx.now()), null, 2)}\n`;
}

export const placeOf = ({ origin }: Pick<Ctx, 'origin'>, code: string, statusIndex = 0) => ({
  ...{ code, statusIndex },
  urls: {
    verify: `${origin}/verify/${code}`,
    course: `${origin}/courses/sample-course`,
    statusList: `${origin}/credentials/status`,
  },
});

/** A certificate with the files that were issued with it. */
export async function insertWithFiles(
  ctx: Ctx,
  course: PublishedCourse,
  given: { userId: string; number: number; state?: CertificateState; holder?: CertificateSnapshot['holder'] },
): Promise<IssuedFiles> {
  const code = await insertCertificate(ctx.db, course, given);
  const issued = await findIssued(ctx.db, code);
  if (!issued) throw new Error('It was not inserted.');
  const credential = await signedText(
    ctx,
    certificateCredential(snapshotOf(given.holder), placeOf(ctx, code, issued.statusIndex)),
  );
  const pdf = new TextEncoder().encode(
    `%PDF-1.7\n<dc:identifier>${ctx.origin}/verify/${code}</dc:identifier>\n%%EOF`,
  );
  await keepCredential(ctx.db, issued, { credential, credentialSha256: sha256(credential) });
  await keepPdf(ctx.db, issued.id, sha256(pdf));
  return { code, credential, pdf };
}

/** The badge of a course's first module, signed. */
export async function insertBadgeWithFile(
  ctx: Ctx,
  course: PublishedCourse,
  given: { userId: string; number: number },
): Promise<Omit<IssuedFiles, 'pdf'>> {
  const whole = snapshotOf();
  const [module] = whole.modules;
  if (!module) throw new Error('There is no module.');
  const snapshot = { ...whole, modules: [module] };
  const code = codeNumber(given.number);
  const id = uuidv7();
  const credential = await signedText(ctx, moduleCredential(snapshot, module, placeOf(ctx, code)));
  await ctx.db.insert(moduleBadges).values({
    ...{ id, code, userId: given.userId, courseId: course.courseId, moduleKey: module.key, snapshot },
    issuedAt: new Date(snapshot.issuedAt),
  });
  await keepCredential(ctx.db, { kind: 'badge', id }, { credential, credentialSha256: sha256(credential) });
  return { code, credential };
}

import { certificateFileName } from '#lib/domain/certificates/file-name.ts';
import { AppError } from '#lib/domain/errors.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import { streamArchive, type ArchivedFile } from '../../certificates/archive.ts';
import type { Ctx } from '../../context.ts';
import { listBadgesOf, type Issued } from '../../queries/issued.ts';
import { bakedBadge } from './open-badge-picture.ts';
import { openCertificate, openCredential, ownIssued } from './open-certificate.ts';
import { pressIssued } from './press-issued.ts';

export interface OpenedArchive {
  bytes: ReadableStream<Uint8Array>;
  /** Of the archive, with the holder's name in any letters. */
  fileName: string;
}

/**
 * The holder's own certificate with everything that belongs to it in one archive, by its code in any spelling: the PDF, the credential, the badges of the
 * course as pictures and credentials, and a few words in the reader's language. It is made while it is sent. Throws `not-found` for an unknown code, a badge
 * and another person's certificate alike.
 */
export async function openArchive(ctx: Ctx, input: { code: string }): Promise<OpenedArchive> {
  const { kind, code, userId, snapshot, issuedAt } = await ownIssued(ctx, input.code);
  if (kind !== 'certificate' || userId === null) throw new AppError('not-found');
  const earned = await listBadgesOf(ctx.db, userId);
  const badges = earned.filter((badge) => badge.snapshot.course.slug === snapshot.course.slug);
  const { unicode } = certificateFileName({
    courseSlug: snapshot.course.slug,
    holderName: snapshot.holder.nameLatin,
  });
  const files: ArchivedFile[] = [
    { name: unicode, read: async () => (await openCertificate(ctx, { code })).pdf },
    { name: 'credential.json', read: async () => text((await openCredential(ctx, { code })).credential) },
    ...badges.flatMap((badge) => filesOf(ctx, badge)),
    { name: 'README.txt', read: () => Promise.resolve(text(readme(ctx, code, snapshot.course.title))) },
  ];
  return { bytes: streamArchive(files, issuedAt), fileName: unicode.replace(/\.pdf$/, '.zip') };
}

/** Keys are the course's own: small letters, digits and dashes. */
function filesOf(ctx: Ctx, badge: Pick<Issued, 'code' | 'snapshot'>): ArchivedFile[] {
  const folder = `badges/${badge.snapshot.modules[0]?.key ?? badge.code}`;
  let work: Promise<Issued> | undefined;
  const pressed = () => (work ??= pressIssued(ctx, badge.code));
  const picture = (format: 'svg' | 'png'): ArchivedFile => ({
    name: `${folder}.${format}`,
    read: async () => bakedBadge(await pressed(), format),
  });
  return [
    picture('svg'),
    picture('png'),
    { name: `${folder}.json`, read: async () => text((await pressed()).credential ?? '') },
  ];
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

const readme = (ctx: Ctx, code: string, course: string): string =>
  `${m.archive_readme(
    { course, code, verify: `${ctx.origin}${routes.verifyCode(code)}` },
    { locale: toLocale(ctx.locale) ?? 'en' },
  )}\n`;

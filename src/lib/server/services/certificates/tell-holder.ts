import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import type { Ctx } from '../../context.ts';
import { getHolder } from '../../queries/certificates.ts';

const LETTERS = {
  revoked: { subject: m.mail_cert_revoked_subject, body: m.mail_cert_revoked_body },
  reinstated: { subject: m.mail_cert_reinstated_subject, body: m.mail_cert_reinstated_body },
  reissued: { subject: m.mail_cert_reissued_subject, body: m.mail_cert_reissued_body },
  refused: { subject: m.mail_cert_refused_subject, body: m.mail_cert_refused_body },
};

/** Writes to the holder, in their language, what became of their certificate. Nobody is written to where the account was erased. */
export async function tellHolder(
  tx: Ctx,
  row: { userId: string | null; code: string; snapshot: CertificateSnapshot },
  told: { what: keyof typeof LETTERS; reason: string },
): Promise<void> {
  if (row.userId === null) return;
  const holder = await getHolder(tx.db, row.userId);
  const locale = toLocale(holder.locale) ?? 'en';
  const course = row.snapshot.course.title;
  const letter = LETTERS[told.what];
  await tx.mail.send(tx, {
    recipient: holder.email,
    locale,
    subject: letter.subject({ course }, { locale }),
    body: letter.body(
      {
        name: holder.nameNative,
        course,
        reason: told.reason,
        certificates: `${tx.origin}${routes.certificates()}`,
        verify: `${tx.origin}${routes.verifyCode(row.code)}`,
      },
      { locale },
    ),
  });
}

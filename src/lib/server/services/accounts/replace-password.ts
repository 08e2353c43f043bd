import { routes } from '#lib/client/routes.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Ctx } from '../../context.ts';
import { revokeTokens, updateUser, type User } from '../../queries/accounts.ts';

/** In the caller's transaction: the new hash, no open link to choose another, and a letter that says that it happened. */
export async function replacePassword(tx: Ctx, user: User, passwordHash: string): Promise<void> {
  await updateUser(tx.db, user.id, { passwordHash });
  await revokeTokens(tx.db, user.id, 'reset-password', tx.now());
  const locale = toLocale(user.locale) ?? 'en';
  const link = `${tx.origin}${routes.forgotPassword()}`;
  await tx.mail.send(tx, {
    recipient: user.email,
    locale,
    subject: m.mail_password_changed_subject({}, { locale }),
    body: m.mail_password_changed_body({ name: user.nameNative, link }, { locale }),
  });
}

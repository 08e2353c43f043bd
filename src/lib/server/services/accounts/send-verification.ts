import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import { AppError } from '#lib/domain/errors.ts';
import { makeToken, TOKEN_LIFETIME_MILLISECONDS } from '../../auth/tokens.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { findUser, insertToken, type User } from '../../queries/accounts.ts';

/** A person asks again for the letter that confirms their address. Nothing happens where it is confirmed already. */
export async function sendVerification(ctx: Ctx): Promise<{ sentTo: string | null }> {
  const { userId } = authorize(ctx, 'account.change');
  const user = await findUser(ctx.db, userId);
  if (!user) throw new AppError('login-required');
  if (user.emailVerifiedAt) return { sentTo: null };
  await ctx.throttle.consume('mail', user.email);
  await inTransaction(ctx, (tx) => writeVerification(tx, user));
  return { sentTo: user.email };
}

/** Writes the letter with a new link, in the caller's transaction. Earlier links stay good: letters overtake each other. */
export async function writeVerification(
  tx: Ctx,
  user: Pick<User, 'id' | 'email' | 'locale' | 'nameNative'>,
): Promise<void> {
  const { token, hash } = makeToken(tx.random);
  const now = tx.now();
  await insertToken(tx.db, {
    tokenHash: hash,
    purpose: 'verify-email',
    userId: user.id,
    expiresAt: new Date(now.getTime() + TOKEN_LIFETIME_MILLISECONDS['verify-email']),
    createdAt: now,
  });
  const locale = toLocale(user.locale) ?? 'en';
  const link = `${tx.origin}${routes.verifyEmail(token)}`;
  await tx.mail.send(tx, {
    recipient: user.email,
    locale,
    subject: m.mail_verify_subject({}, { locale }),
    body: m.mail_verify_body({ name: user.nameNative, link }, { locale }),
  });
}

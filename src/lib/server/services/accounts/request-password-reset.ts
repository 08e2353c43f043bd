import { setTimeout } from 'node:timers/promises';
import * as v from 'valibot';
import { routes } from '#lib/client/routes.ts';
import { cleanEmail, emailProblem } from '#lib/domain/accounts/email.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { makeToken, TOKEN_LIFETIME_MILLISECONDS } from '../../auth/tokens.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { findUserByEmail, insertToken } from '../../queries/accounts.ts';

export const requestPasswordResetInput = v.object({ email: formText });

/** Longer than writing the letter takes, so that the time of the answer does not tell whether there was one to write. */
const ANSWER_AFTER_MILLISECONDS = 300;

/**
 * Anybody asks for a link to choose a new password. Where the address has an account a letter is written; where it has none nothing is.
 * The answer and its time are the same. Letters are counted by address of the account and requests by where they come from.
 */
export async function requestPasswordReset(
  ctx: Ctx,
  input: v.InferOutput<typeof requestPasswordResetInput> & { address: string },
): Promise<void> {
  const email = cleanEmail(input.email);
  refuseProblems({ email: emailProblem(email) });
  await ctx.throttle.consume('login-address', input.address);
  await ctx.throttle.consume('mail', email);
  await Promise.all([writeReset(ctx, email), setTimeout(ANSWER_AFTER_MILLISECONDS)]);
}

async function writeReset(ctx: Ctx, email: string): Promise<void> {
  const user = await findUserByEmail(ctx.db, email);
  if (!user) return;
  const { token, hash } = makeToken(ctx.random);
  const now = ctx.now();
  const locale = toLocale(user.locale) ?? 'en';
  await inTransaction(ctx, async (tx) => {
    await insertToken(tx.db, {
      tokenHash: hash,
      purpose: 'reset-password',
      userId: user.id,
      expiresAt: new Date(now.getTime() + TOKEN_LIFETIME_MILLISECONDS['reset-password']),
      createdAt: now,
    });
    const link = `${tx.origin}${routes.resetPassword(token)}`;
    await tx.mail.send(tx, {
      recipient: user.email,
      locale,
      subject: m.mail_reset_subject({}, { locale }),
      body: m.mail_reset_body({ name: user.nameNative, link }, { locale }),
    });
  });
}

import * as v from 'valibot';
import { passwordProblem } from '#lib/domain/accounts/password.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { endAllSessions } from '../../auth/sessions.ts';
import { tokenHash } from '../../auth/tokens.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { secretText } from '../../http/form-text.ts';
import { findLiveToken, findUser, markEmailVerified, takeToken } from '../../queries/accounts.ts';
import { replacePassword } from './replace-password.ts';

export const resetPasswordInput = v.object({ password: secretText });

/** Can this link still set a password? Looking uses nothing up. */
export async function canResetPassword(ctx: Ctx, input: { token: string }): Promise<boolean> {
  return (await findLiveToken(ctx.db, tokenHash(input.token), 'reset-password', ctx.now())) !== null;
}

/**
 * Whoever holds the link chooses a new password. All sessions of the account end, other links of this kind stop working, and the address
 * counts as confirmed, because the link came by mail. A used, old or invented link: `link-invalid`. A refused password leaves the link good.
 */
export async function resetPassword(ctx: Ctx, input: { token: string; password: string }): Promise<void> {
  const hash = tokenHash(input.token);
  const live = await findLiveToken(ctx.db, hash, 'reset-password', ctx.now());
  const user = live?.userId ? await findUser(ctx.db, live.userId) : null;
  if (!user) throw new AppError('link-invalid');
  const { email, nameNative, nameLatin } = user;
  refuseProblems({ password: passwordProblem(input.password, { email, names: [nameNative, nameLatin] }) });
  const passwordHash = await hashPassword(input.password);
  await inTransaction(ctx, async (tx) => {
    if (!(await takeToken(tx.db, hash, 'reset-password', tx.now()))) throw new AppError('link-invalid');
    await replacePassword(tx, user, passwordHash);
    await markEmailVerified(tx.db, user.id, tx.now());
    await endAllSessions(tx.db, user.id);
  });
  await ctx.throttle.reset('login-account', email);
}

import * as v from 'valibot';
import { passwordProblem } from '#lib/domain/accounts/password.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { checkPassword, hashPassword } from '../../auth/passwords.ts';
import { endOtherSessions } from '../../auth/sessions.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { secretText } from '../../http/form-text.ts';
import { findUser } from '../../queries/accounts.ts';
import { replacePassword } from './replace-password.ts';

export const changePasswordInput = v.object({ current: secretText, password: secretText });

/**
 * A person changes their own password and shows the current one. Every other session ends; the one that asks (`sessionHash`) goes on.
 * Tries are counted with those of the login.
 */
export async function changePassword(
  ctx: Ctx,
  input: v.InferOutput<typeof changePasswordInput> & { sessionHash: string },
): Promise<void> {
  const { userId } = authorize(ctx, 'account.change');
  const user = await findUser(ctx.db, userId);
  if (!user) throw new AppError('login-required');
  const { email, nameNative, nameLatin } = user;
  refuseProblems({
    current: input.current === '' ? 'password-missing' : null,
    password: passwordProblem(input.password, { email, names: [nameNative, nameLatin] }),
  });
  await ctx.throttle.consume('login-account', email);
  const { right } = await checkPassword(user.passwordHash, input.current);
  refuseProblems({ current: right ? null : 'password-wrong' });
  await ctx.throttle.reset('login-account', email);
  const passwordHash = await hashPassword(input.password);
  await inTransaction(ctx, async (tx) => {
    await replacePassword(tx, user, passwordHash);
    await endOtherSessions(tx.db, userId, input.sessionHash);
  });
}

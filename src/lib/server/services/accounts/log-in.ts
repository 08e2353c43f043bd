import * as v from 'valibot';
import { cleanEmail } from '#lib/domain/accounts/email.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { checkPassword, hashPassword } from '../../auth/passwords.ts';
import type { Ctx } from '../../context.ts';
import { formText, secretText } from '../../http/form-text.ts';
import { findUserByEmail, updateUser } from '../../queries/accounts.ts';

export const logInInput = v.object({ email: formText, password: secretText });

/**
 * Anybody shows that an account is theirs; the route then opens the session. A wrong password and an unknown address get the same answer
 * after the same time: `wrong-credentials`. Failed tries are counted by address and by account. A hash made with old parameters is renewed.
 */
export async function logIn(
  ctx: Ctx,
  input: v.InferOutput<typeof logInInput> & { address: string },
): Promise<{ userId: string; locale: string }> {
  const email = cleanEmail(input.email);
  refuseProblems({
    email: email === '' ? 'email-missing' : null,
    password: input.password === '' ? 'password-missing' : null,
  });
  await ctx.throttle.consume('login-address', input.address);
  await ctx.throttle.consume('login-account', email);
  // Postgres takes no NUL byte in a text: such an address is nobody's.
  const user = email.includes('\0') ? null : await findUserByEmail(ctx.db, email);
  const { right, outdated } = await checkPassword(user?.passwordHash ?? null, input.password);
  if (!user || !right) throw new AppError('wrong-credentials');
  await Promise.all([
    ctx.throttle.reset('login-account', email),
    ctx.throttle.giveBack('login-address', input.address),
  ]);
  if (outdated) await updateUser(ctx.db, user.id, { passwordHash: await hashPassword(input.password) });
  return { userId: user.id, locale: user.locale };
}

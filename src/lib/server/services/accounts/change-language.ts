import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { updateUser } from '../../queries/accounts.ts';

/** A person chooses the language of their pages and mails. An unknown one is refused. */
export async function changeLanguage(ctx: Ctx, input: { locale: string }): Promise<void> {
  const { userId } = authorize(ctx, 'account.change');
  const locale = toLocale(input.locale);
  if (!locale) throw new AppError('invalid-input');
  await updateUser(ctx.db, userId, { locale });
}

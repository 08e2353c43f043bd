import * as v from 'valibot';
import { cleanNames, namesProblems } from '#lib/domain/accounts/person-name.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { authorize, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { updateUser } from '../../queries/accounts.ts';

export const changeNamesInput = v.object({
  nameNative: formText,
  nameLatin: formText,
  nameLanguage: formText,
});

/** A person changes their own names. Certificates that were issued keep the names they were issued with. */
export async function changeNames(ctx: Ctx, input: v.InferOutput<typeof changeNamesInput>): Promise<void> {
  const { userId } = authorize(ctx, 'account.change');
  const names = cleanNames(input);
  refuseProblems(namesProblems(names));
  await updateUser(ctx.db, userId, names);
}

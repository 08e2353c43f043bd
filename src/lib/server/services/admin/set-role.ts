import { validate as isUuid } from 'uuid';
import * as v from 'valibot';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { ROLES } from '#lib/domain/permissions.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { findUser, hasAdministrator, lockAdministrators, updateUser } from '../../queries/accounts.ts';
import { recordAct } from '../audit/record-act.ts';

/** `email` only says whom to show afterwards. */
export const setRoleInput = v.object({ user: formText, email: formText, role: formText });

/** An administrator gives a person a role. The last administrator stays one. It counts from the person's next request. */
export async function setRole(ctx: Ctx, input: { user: string; role: string }): Promise<void> {
  authorize(ctx, 'user.manage');
  const role = ROLES.find((known) => known === input.role);
  if (!role) throw new AppError('invalid-input');
  if (!isUuid(input.user)) throw new AppError('not-found');
  await inTransaction(ctx, async (tx) => {
    await lockAdministrators(tx.db);
    if (role !== 'admin' && !(await hasAdministrator(tx.db, { besides: input.user })))
      refuseProblems({ role: 'last-administrator' });
    const person = await findUser(tx.db, input.user);
    if (!person) throw new AppError('not-found');
    if (person.role === role) return;
    await updateUser(tx.db, input.user, { role });
    await recordAct(tx, 'user.role', { subjectId: input.user, details: { role } });
  });
}

import { runForm } from '#lib/server/http/forms.ts';
import { canVerifyEmail, verifyEmail } from '#lib/server/services/accounts/verify-email.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking confirms nothing: programs that scan mail open every link. The button does. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  usable: await canVerifyEmail(locals.ctx, params),
});

export const actions: Actions = {
  default: ({ locals, params }) =>
    runForm({}, async () => {
      await verifyEmail(locals.ctx, params);
      return { confirmed: true };
    }),
};

import { readForm, runForm } from '#lib/server/http/forms.ts';
import {
  canResetPassword,
  resetPassword,
  resetPasswordInput,
} from '#lib/server/services/accounts/reset-password.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  usable: await canResetPassword(locals.ctx, params),
});

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const { password } = await readForm(request, resetPasswordInput);
    return runForm({}, async () => {
      await resetPassword(locals.ctx, { ...params, password });
      return { saved: true };
    });
  },
};

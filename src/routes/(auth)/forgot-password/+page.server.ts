import { readForm, runForm } from '#lib/server/http/forms.ts';
import {
  requestPasswordReset,
  requestPasswordResetInput,
} from '#lib/server/services/accounts/request-password-reset.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ locals, request, getClientAddress }) => {
    const input = await readForm(request, requestPasswordResetInput);
    return runForm(input, async () => {
      await requestPasswordReset(locals.ctx, { ...input, address: getClientAddress() });
      return { askedFor: input.email };
    });
  },
};

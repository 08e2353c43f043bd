import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { eraseHolder, eraseHolderInput } from '#lib/server/services/certificates/erase-holder.ts';
import {
  certificateActInput,
  reinstateCertificate,
  revokeCertificate,
} from '#lib/server/services/certificates/revoke-certificate.ts';
import { viewIssued } from '#lib/server/services/certificates/view-issued.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(
    async () => ({ ...(await viewIssued(locals.ctx, params)), done: url.searchParams.get('done') }),
    url.pathname,
  );

const back = (code: string, done: string): never => redirect(303, routes.adminCertificate(code, { done }));

export const actions: Actions = {
  revoke: async ({ locals, request, params: { code } }) => {
    const { reason } = await readForm(request, certificateActInput);
    return runForm({ form: 'revoke', reason }, async () => {
      await revokeCertificate(locals.ctx, { code, reason });
      back(code, 'revoked');
    });
  },
  reinstate: async ({ locals, request, params: { code } }) => {
    const { reason } = await readForm(request, certificateActInput);
    return runForm({ form: 'reinstate', reason }, async () => {
      await reinstateCertificate(locals.ctx, { code, reason });
      back(code, 'reinstated');
    });
  },
  erase: async ({ locals, request, params: { code } }) => {
    const { typed } = await readForm(request, eraseHolderInput);
    return runForm({ form: 'erase' }, async () => {
      await eraseHolder(locals.ctx, { code, typed });
      back(code, 'erased');
    });
  },
};

import { fail, redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { LARGEST_SENT_FILE_BYTES } from '#lib/domain/certificates/issued-file.ts';
import { runAction } from '#lib/server/http/responses.ts';
import { checkFile } from '#lib/server/services/certificates/check-file.ts';
import type { Actions, PageServerLoad } from './$types';

/** A code that can be one leads on to its page, in its one spelling; anything else comes back to be corrected. */
export const load: PageServerLoad = ({ url }) => {
  const typed = (url.searchParams.get('code') ?? '').slice(0, 500);
  const code = parseCode(typed);
  if (code) redirect(303, routes.verifyCode(code));
  return { typed, malformed: url.searchParams.has('code') };
};

export const actions: Actions = {
  /** A file from a browser without scripts: judged, and kept nowhere. */
  file: async ({ request, locals, getClientAddress, setHeaders }) => {
    setHeaders({ 'cache-control': 'no-store' });
    // A body beyond what the server reads breaks off: then nothing of the form is there.
    const form = await request.formData().catch(() => null);
    const file = form?.get('file');
    if (!form || (file instanceof File && file.size > LARGEST_SENT_FILE_BYTES))
      return fail(413, { problem: 'too-large' as const });
    if (!(file instanceof File) || file.name === '') return fail(400, { problem: 'missing' as const });
    return runAction(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const checked = await checkFile(locals.ctx, { bytes, address: getClientAddress() });
      return { sent: { name: file.name.slice(0, 200), checked } };
    });
  },
};

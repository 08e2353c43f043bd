import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { AppError } from '#lib/domain/errors.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { verifyCertificate } from '#lib/server/services/certificates/verify-certificate.ts';
import type { PageServerLoad } from './$types';

/** What the code certifies, from the database. Unknown codes and texts that are no code get the same 404. */
export const load: PageServerLoad = async ({ locals, params, getClientAddress, setHeaders }) => {
  const canonical = parseCode(params.code);
  if (canonical && canonical !== params.code) redirect(301, routes.verifyCode(canonical));
  setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'private, no-store' });
  const certificate = await runLoad(async () => {
    const found = await verifyCertificate(locals.ctx, { code: params.code, address: getClientAddress() });
    if (!found) throw new AppError('not-found');
    return found;
  });
  return { certificate, origin: locals.ctx.origin };
};

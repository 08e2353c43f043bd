import { AppError } from '#lib/domain/errors.ts';
import { runApi } from '#lib/server/http/responses.ts';
import { findRecord } from '#lib/server/services/certificates/find-record.ts';
import type { RequestHandler } from './$types';

/** What is known of a code, for a page that checks a file. Unknown codes and texts that are no code get the same 404. */
export const GET: RequestHandler = async ({ locals, params, getClientAddress, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
  return runApi(async () => {
    const found = await findRecord(locals.ctx, { code: params.code, address: getClientAddress() });
    if (!found) throw new AppError('not-found');
    return found;
  });
};

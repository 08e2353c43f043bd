import { runApi } from '#lib/server/http/responses.ts';
import { viewStatusList } from '#lib/server/services/certificates/publish-trust.ts';
import type { RequestHandler } from './$types';

/** A status list as a signed credential. Any site may read it; a verifier keeps it for a minute at most. */
export const GET: RequestHandler = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' });
  return runApi(() => viewStatusList(locals.ctx, params));
};

import { runApi } from '#lib/server/http/responses.ts';
import { viewDidDocument } from '#lib/server/services/certificates/publish-trust.ts';
import type { RequestHandler } from './$types';

/** The keys of this platform as `did:web` (https://w3c-ccg.github.io/did-method-web). Any site may read it. */
export const GET: RequestHandler = async ({ locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' });
  return runApi(() => viewDidDocument(locals.ctx));
};

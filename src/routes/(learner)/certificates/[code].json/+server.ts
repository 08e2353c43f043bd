import { attachment, serveOwnFile } from '#lib/server/http/byte-range.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { openCredential } from '#lib/server/services/certificates/open-certificate.ts';
import type { RequestHandler } from './$types';

/** The holder's own credential, of a certificate or a badge. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
  const opened = await runLoad(() => openCredential(locals.ctx, params), url.pathname);
  return serveOwnFile(request, {
    bytes: new TextEncoder().encode(opened.credential),
    sha256: opened.credentialSha256,
    mediaType: 'application/json; charset=utf-8',
    disposition: attachment(`credential-${opened.code}.json`),
  });
};

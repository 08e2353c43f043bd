import { attachment, serveOwnFile } from '#lib/server/http/byte-range.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { openBadgePicture } from '#lib/server/services/certificates/open-badge-picture.ts';
import type { RequestHandler } from './$types';

/** The holder's own badge of a module, with its credential inside. */
export const GET: RequestHandler = async ({ locals, params: { code }, request, url }) => {
  const opened = await runLoad(() => openBadgePicture(locals.ctx, { code, format: 'png' }), url.pathname);
  return serveOwnFile(request, {
    bytes: opened.bytes,
    sha256: opened.sha256,
    mediaType: 'image/png',
    disposition: attachment(`badge-${opened.code}.png`),
  });
};

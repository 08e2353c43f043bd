import { attachment } from '#lib/server/http/byte-range.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { openArchive } from '#lib/server/services/certificates/open-archive.ts';
import type { RequestHandler } from './$types';

/** The holder's own certificate in every form, in one archive. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const opened = await runLoad(() => openArchive(locals.ctx, params), url.pathname);
  return new Response(opened.bytes, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': attachment(opened.fileName),
      'cache-control': 'private, no-store',
    },
  });
};

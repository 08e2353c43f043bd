import { runLoad } from '#lib/server/http/responses.ts';
import { openPicture } from '#lib/server/services/questions/open-picture.ts';
import type { RequestHandler } from './$types';

/** A picture of a question. Its name is the hash of its bytes, so a browser keeps it for ever; opened by itself it can do nothing. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { mediaType, bytes } = await runLoad(() => openPicture(locals.ctx, params.hash), url.pathname);
  return new Response(bytes.slice(), {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.length),
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    },
  });
};

import { runLoad } from '#lib/server/http/responses.ts';
import { openPreview } from '#lib/server/services/certificates/open-preview.ts';
import type { RequestHandler } from './$types';

/** The picture beside a shared link. Kept for a day by whoever shows it. */
export const GET: RequestHandler = async ({ locals, params: { code }, getClientAddress }) => {
  const picture = await runLoad(() => openPreview(locals.ctx, { code, address: getClientAddress() }));
  return new Response(picture, {
    headers: {
      'content-type': 'image/png',
      'content-length': String(picture.length),
      'cache-control': 'public, max-age=86400',
      'x-robots-tag': 'noindex',
    },
  });
};

import { parseCaptions, transcriptOf } from '#lib/domain/courses/webvtt.ts';
import { attachment } from '#lib/server/http/byte-range.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { openCaptions } from '#lib/server/services/captions/open-captions.ts';
import type { RequestHandler } from './$types';

/** Captions of a segment as WebVTT; with `?text=1` what is said, as a text to keep. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
  const { vtt, editedAt } = await runLoad(() => openCaptions(locals.ctx, params), url.pathname);
  const asText = url.searchParams.get('text') === '1';
  const headers = {
    'content-type': asText ? 'text/plain; charset=utf-8' : 'text/vtt; charset=utf-8',
    // Weak: it may be compressed on the way.
    etag: `W/"${editedAt.getTime().toString(36)}-${vtt.length.toString(36)}"`,
    'cache-control': 'private, max-age=60',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    ...(asText && {
      'content-disposition': attachment(`${params.module}-${params.segment}-${params.language}.txt`),
    }),
  };
  if (request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers });
  return new Response(asText ? transcriptOf(parseCaptions(vtt).cues) : vtt, { headers });
};

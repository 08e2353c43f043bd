import { attachment, serveBytes } from '#lib/server/http/byte-range.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { openFile } from '#lib/server/services/recordings/open-file.ts';
import type { RequestHandler } from './$types';

/** A file of a recording. Its bytes never change, so a browser keeps what it has of them; opened by itself it can do nothing. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
  const file = await runLoad(() => openFile(locals.ctx, params.id), url.pathname);
  return serveBytes(request, {
    size: file.sizeBytes,
    etag: `"${params.id.toLowerCase()}"`,
    read: file.read,
    headers: {
      'content-type': file.mediaType,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      ...(url.searchParams.get('download') === '1' && { 'content-disposition': attachment(file.fileName) }),
    },
  });
};

export const HEAD = GET;

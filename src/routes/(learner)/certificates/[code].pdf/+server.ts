import { createHash } from 'node:crypto';
import { certificateFileName } from '#lib/domain/certificates/file-name.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { openCertificate } from '#lib/server/services/certificates/open-certificate.ts';
import type { RequestHandler } from './$types';

/** The holder's own certificate. Kept by the holder's browser alone, which asks again each time and is answered 304. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
  const opened = await runLoad(() => openCertificate(locals.ctx, params), url.pathname);
  const headers = {
    'cache-control': 'private, no-cache',
    etag: `"${createHash('sha256').update(opened.pdf).digest('base64url')}"`,
  };
  if (request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers });
  return new Response(opened.pdf.slice(), {
    headers: {
      ...headers,
      'content-type': 'application/pdf',
      'content-length': String(opened.pdf.length),
      'content-disposition': disposition(opened),
    },
  });
};

function disposition(opened: { courseSlug: string; holderName: string }): string {
  const { ascii, unicode } = certificateFileName(opened);
  const encoded = encodeURIComponent(unicode).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

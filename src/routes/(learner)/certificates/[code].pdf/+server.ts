import { certificateFileName } from '#lib/domain/certificates/file-name.ts';
import { serveOwnFile } from '#lib/server/http/byte-range.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { openCertificate } from '#lib/server/services/certificates/open-certificate.ts';
import type { RequestHandler } from './$types';

/** The holder's own certificate. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
  const opened = await runLoad(() => openCertificate(locals.ctx, params), url.pathname);
  return serveOwnFile(request, {
    bytes: opened.pdf.slice(),
    sha256: opened.pdfSha256,
    mediaType: 'application/pdf',
    disposition: disposition(opened),
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

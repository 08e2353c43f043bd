import { attachment } from '#lib/server/http/byte-range.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { pressCohortReport } from '#lib/server/services/cohorts/press-cohort-report.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
  runLoad(async () => {
    const { pdf, name } = await pressCohortReport(locals.ctx, params.id);
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': attachment(`${name}.pdf`.toWellFormed()),
        'cache-control': 'private, no-store',
      },
    });
  }, url.pathname);

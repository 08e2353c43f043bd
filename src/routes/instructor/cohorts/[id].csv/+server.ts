import { runLoad } from '#lib/server/http/responses.ts';
import { exportCohortCsv } from '#lib/server/services/cohorts/export-cohort-csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
  runLoad(async () => {
    const { name, csv } = await exportCohortCsv(locals.ctx, {
      id: params.id,
      show: url.searchParams.get('show'),
      sort: url.searchParams.get('sort'),
      direction: url.searchParams.get('dir'),
      words: url.searchParams.get('q'),
    });
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="cohort.csv"; filename*=UTF-8''${encoded(name)}.csv`,
        'cache-control': 'private, no-store',
      },
    });
  }, url.pathname);

/** As RFC 8187 wants it: also the signs that addresses may hold. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

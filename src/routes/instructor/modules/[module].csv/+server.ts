import { runLoad } from '#lib/server/http/responses.ts';
import { exportModuleFigures } from '#lib/server/services/analysis/export-module-figures.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
  runLoad(async () => {
    const csv = await exportModuleFigures(locals.ctx, {
      module: params.module,
      course: url.searchParams.get('course') ?? '',
      cohort: url.searchParams.get('cohort'),
      attempts: url.searchParams.get('attempts'),
    });
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${params.module.replaceAll(/[^a-z0-9-]/g, '-')}.csv"`,
        'cache-control': 'private, no-store',
      },
    });
  }, url.pathname);

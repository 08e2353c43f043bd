import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportModuleLanguages } from '#lib/server/services/analysis/export-module-figures.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportModuleLanguages(locals.ctx, {
    module: params.module,
    course: url.searchParams.get('course') ?? '',
    cohort: url.searchParams.get('cohort'),
    attempts: url.searchParams.get('attempts'),
  }),
);

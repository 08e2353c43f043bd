import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportModuleCohorts } from '#lib/server/services/cohorts/export-module-cohorts.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportModuleCohorts(locals.ctx, {
    module: params.module,
    course: url.searchParams.get('course') ?? '',
    cohort: url.searchParams.get('cohort'),
  }),
);

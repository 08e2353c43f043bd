import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportRegradePlan } from '#lib/server/services/regrades/export-regrade-plan.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportRegradePlan(locals.ctx, {
    key: params.key,
    course: url.searchParams.get('course') ?? '',
    policy: url.searchParams.get('policy') ?? '',
  }),
);

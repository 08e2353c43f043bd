import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportTemplate } from '#lib/server/services/imports/export-template.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params }: RequestEvent) =>
  exportTemplate(locals.ctx, { cohort: params.id }),
);

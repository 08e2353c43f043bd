import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportCohortTable } from '#lib/server/services/cohorts/export-cohort-table.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url: { searchParams } }: RequestEvent) =>
  exportCohortTable(locals.ctx, {
    id: params.id,
    show: searchParams.get('show'),
    words: searchParams.get('q'),
    learners: searchParams.getAll('learner'),
  }),
);

import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportSegmentEvidence } from '#lib/server/services/recordings/export-segment-evidence.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportSegmentEvidence(locals.ctx, {
    module: params.module,
    segment: params.segment,
    course: url.searchParams.get('course') ?? '',
    cohort: url.searchParams.get('cohort'),
  }),
);

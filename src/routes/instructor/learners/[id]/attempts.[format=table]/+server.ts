import { ATTEMPT_STATES } from '#lib/components/learners/event-words.ts';
import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportLearnerAttempts } from '#lib/server/services/learners/export-learner-attempts.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportLearnerAttempts(locals.ctx, { userId: params.id, course: url.searchParams.get('course') }, (state) =>
    ATTEMPT_STATES[state](),
  ),
);

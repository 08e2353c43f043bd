import { recordingWords } from '#lib/components/learners/event-words.ts';
import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportLearnerModules } from '#lib/server/services/learners/export-learner-modules.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportLearnerModules(
    locals.ctx,
    { userId: params.id, course: url.searchParams.get('course') },
    recordingWords,
  ),
);

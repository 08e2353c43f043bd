import { EVENT_WORDS, eventFacts } from '#lib/components/learners/event-words.ts';
import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportTimeline, type TimelineWords } from '#lib/server/services/learners/export-timeline.ts';
import type { RequestEvent, RequestHandler } from './$types';

const WORDS: TimelineWords = { kind: (kind) => EVENT_WORDS[kind](), facts: eventFacts };

export const GET: RequestHandler = tableEndpoint(({ locals, params }: RequestEvent) =>
  exportTimeline(locals.ctx, params.id, WORDS),
);

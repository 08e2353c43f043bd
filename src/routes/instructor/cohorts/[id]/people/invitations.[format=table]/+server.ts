import { INVITATION_WORDS } from '#lib/components/cohorts/join-words.ts';
import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportInvitations } from '#lib/server/services/cohorts/export-invitations.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params }: RequestEvent) =>
  exportInvitations(locals.ctx, params.id, (state) => INVITATION_WORDS[state]()),
);

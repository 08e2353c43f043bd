import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { decideCorrection, decisionInput } from '#lib/server/services/certificates/decide-correction.ts';
import { listIssued } from '#lib/server/services/certificates/list-issued.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url: { searchParams, pathname } }) =>
  runLoad(async () => {
    const after = searchParams.get('after');
    const found = await listIssued(locals.ctx, { words: searchParams.get('words'), after });
    return { ...found, isFirst: after === null, done: searchParams.get('done') };
  }, pathname);

type ActionEvent = Parameters<Actions[string]>[0];

async function decide({ locals, request }: ActionEvent, decision: 'grant' | 'refuse') {
  const input = await readForm(request, decisionInput);
  return runForm(input, async () => {
    await decideCorrection(locals.ctx, { ...input, decision });
    redirect(303, routes.adminCertificates({ done: decision }));
  });
}

export const actions: Actions = {
  grant: (event) => decide(event, 'grant'),
  refuse: (event) => decide(event, 'refuse'),
};

import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { routes } from '#lib/client/routes.ts';
import { formText } from '#lib/server/http/form-text.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import {
  changeJoining,
  changeJoiningInput,
  renewJoinCode,
} from '#lib/server/services/cohorts/change-joining.ts';
import { decideRequests } from '#lib/server/services/cohorts/decide-requests.ts';
import { inviteAgain, invitePeople, withdrawInvitation } from '#lib/server/services/cohorts/invite-people.ts';
import { chosenIn } from './chosen.ts';

/** What the staff do about how people come in: the address, requests, invitations. */

type Event = Pick<RequestEvent<{ id: string }>, 'locals' | 'params' | 'request'>;

const back = (id: string, done: string): never => redirect(303, routes.cohortPeople(id, { done }));
const invitationInput = v.object({ invitation: formText });
/** Two hundred of the longest addresses that somebody pastes with names are shorter. */
const LONGEST_LIST = 50_000;

const decide = async ({ locals, params: { id: cohortId }, request }: Event, isAccepted: boolean) => {
  const userIds = await chosenIn(request);
  return runForm({ form: 'requests' }, async () => {
    await decideRequests(locals.ctx, { cohortId, userIds, isAccepted });
    back(cohortId, isAccepted ? 'accepted' : 'refused');
  });
};

export const joiningActions = {
  joining: async ({ locals, params: { id: cohortId }, request }: Event) => {
    const input = await readForm(request, changeJoiningInput);
    return runForm({ ...input, form: 'joining' }, async () => {
      await changeJoining(locals.ctx, { ...input, cohortId });
      back(cohortId, 'joining');
    });
  },
  newCode: ({ locals, params: { id: cohortId } }: Event) =>
    runForm({ form: 'code' }, async () => {
      await renewJoinCode(locals.ctx, { cohortId });
      back(cohortId, 'code');
    }),
  accept: (event: Event) => decide(event, true),
  refuse: (event: Event) => decide(event, false),
  invite: async ({ locals, params: { id: cohortId }, request }: Event) => {
    const form = await request.formData().catch(() => new FormData());
    const text = (name: string) => String(form.get(name) ?? '').slice(0, LONGEST_LIST);
    const typed = { addresses: text('addresses'), note: text('note') };
    return runForm({ ...typed, form: 'invite' }, async () => {
      const { invited } = await invitePeople(locals.ctx, { ...typed, cohortId });
      back(cohortId, invited > 0 ? 'invited' : 'nobody-invited');
    });
  },
  again: async ({ locals, params: { id: cohortId }, request }: Event) => {
    const { invitation: invitationId } = await readForm(request, invitationInput);
    return runForm({ form: 'invitation' }, async () => {
      await inviteAgain(locals.ctx, { cohortId, invitationId });
      back(cohortId, 'invited');
    });
  },
  withdraw: async ({ locals, params: { id: cohortId }, request }: Event) => {
    const { invitation: invitationId } = await readForm(request, invitationInput);
    return runForm({ form: 'invitation' }, async () => {
      await withdrawInvitation(locals.ctx, { cohortId, invitationId });
      back(cohortId, 'withdrawn');
    });
  },
};

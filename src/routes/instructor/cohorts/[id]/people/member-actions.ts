import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { routes } from '#lib/client/routes.ts';
import { formText } from '#lib/server/http/form-text.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import {
  moveLearners,
  putBackLearners,
  takeOutLearners,
} from '#lib/server/services/cohorts/move-learners.ts';
import { chosenIn, chosenOf } from './chosen.ts';

/** What the staff do with people who are in. */

type Event = Pick<RequestEvent<{ id: string }>, 'locals' | 'params' | 'request'>;

const back = (id: string, query: { done: string; at?: string }): never =>
  redirect(303, routes.cohortPeople(id, query));
const putBackInput = v.object({ at: formText });

export const memberActions = {
  move: async ({ locals, params: { id: cohortId }, request }: Event) => {
    const form = await request.formData().catch(() => new FormData());
    const [userIds, to] = [chosenOf(form), String(form.get('to') ?? '')];
    return runForm({ form: 'move', to, people: userIds.join(' ') }, async () => {
      await moveLearners(locals.ctx, { cohortId, userIds, to });
      back(cohortId, { done: 'moved' });
    });
  },
  remove: async ({ locals, params: { id: cohortId }, request }: Event) => {
    const userIds = await chosenIn(request);
    return runForm({ form: 'remove', people: userIds.join(' ') }, async () => {
      const { at } = await takeOutLearners(locals.ctx, { cohortId, userIds });
      back(cohortId, { done: 'removed', at: String(at.getTime()) });
    });
  },
  putBack: async ({ locals, params: { id: cohortId }, request }: Event) => {
    const { at } = await readForm(request, putBackInput);
    return runForm({ form: 'back' }, async () => {
      await putBackLearners(locals.ctx, { cohortId, at });
      back(cohortId, { done: 'back' });
    });
  },
};

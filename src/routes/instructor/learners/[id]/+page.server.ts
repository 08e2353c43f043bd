import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { routes } from '#lib/client/routes.ts';
import { formText } from '#lib/server/http/form-text.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { shownLearner } from '#lib/server/services/learners/shown-learner.ts';
import {
  exemptSegment,
  exemptSegmentInput,
  requireSegment,
} from '#lib/server/services/learners/exempt-segment.ts';
import {
  extendDeadlines,
  extendInput,
  takeBackExtension,
  takeBackInput,
} from '#lib/server/services/cohorts/extend-deadline.ts';
import { removeNote, writeNote, writeNoteInput } from '#lib/server/services/learners/write-note.ts';
import { viewLearner } from '#lib/server/services/cohorts/view-learner.ts';
import { allowMore, allowMoreInput } from '#lib/server/services/quizzes/allow-more.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const after = url.searchParams.get('after');
    const view = await viewLearner(locals.ctx, { userId: params.id, after });
    return {
      ...shownLearner(view),
      id: params.id,
      isFirstPage: after === null,
      done: url.searchParams.get('done'),
    };
  }, url.pathname);

/** Reads a form, does the work, and shows the page again with what was done. */
const act =
  <S extends Parameters<typeof readForm>[1]>(
    schema: S,
    done: string,
    work: (event: RequestEvent, input: v.InferOutput<S>) => Promise<void>,
  ) =>
  async (event: RequestEvent) => {
    const input = await readForm(event.request, schema);
    return runForm(input, async () => {
      await work(event, input);
      redirect(303, routes.learner(event.params.id, { done }));
    });
  };

export const actions: Actions = {
  allow: act(allowMoreInput, 'allow', ({ locals, params: { id: userId } }, input) =>
    allowMore(locals.ctx, { userId, ...input }),
  ),
  exempt: act(exemptSegmentInput, 'exempt', ({ locals, params: { id: userId } }, input) =>
    exemptSegment(locals.ctx, { userId, ...input }),
  ),
  require: act(exemptSegmentInput, 'require', ({ locals, params: { id: userId } }, input) =>
    requireSegment(locals.ctx, { userId, ...input }),
  ),
  note: act(writeNoteInput, 'note', ({ locals, params: { id: userId } }, input) =>
    writeNote(locals.ctx, { userId, ...input }),
  ),
  extend: act(extendInput, 'extend', ({ locals, params }, { cohort: cohortId, ...input }) =>
    extendDeadlines(locals.ctx, { cohortId, userIds: [params.id], ...input }),
  ),
  takeBack: act(takeBackInput, 'takeBack', ({ locals, params }, { cohort: cohortId, module }) =>
    takeBackExtension(locals.ctx, { cohortId, userId: params.id, module }),
  ),
  unnote: act(v.object({ id: formText }), 'unnote', ({ locals, params: { id: userId } }, { id }) =>
    removeNote(locals.ctx, { userId, noteId: id }),
  ),
};

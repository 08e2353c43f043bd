import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { routes } from '#lib/client/routes.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { formText } from '#lib/server/http/form-text.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import {
  SNOOZE_DAYS,
  snoozeInput,
  snoozeLearner,
  wakeInput,
  wakeLearner,
} from '#lib/server/services/cohorts/snooze-learner.ts';
import { viewAttention } from '#lib/server/services/cohorts/view-attention.ts';
import { allowMore } from '#lib/server/services/quizzes/allow-more.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = ['snoozed', 'granted', 'woken', 'extended'] as const;
const grantInput = v.object({ learner: formText, course: formText, module: formText });

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const after = url.searchParams.get('after');
    const { cohort, course, ...view } = await viewAttention(locals.ctx, { id: params.id, after });
    return {
      cohort: { id: cohort.id, name: cohort.name, inactiveDays: cohort.inactiveDays },
      view,
      isLaterPage: after !== null,
      done: DONE.find((known) => known === url.searchParams.get('done')) ?? null,
      who: url.searchParams.get('who') ?? '',
      snoozeDays: SNOOZE_DAYS,
      courseId: course.courseId,
      modules: course.document.modules.map(({ key, shortTitle, segments }) => ({
        key,
        shortTitle,
        segments: segments.map((segment) => ({ key: segment.key, title: segment.title })),
      })),
    };
  }, url.pathname + url.search);

export const actions: Actions = {
  snooze: async ({ locals, params, request }) => {
    const input = await readForm(request, snoozeInput);
    return runForm(input, async () => {
      await snoozeLearner(locals.ctx, { cohort: params.id, ...input });
      redirect(303, routes.cohortAttention(params.id, { done: 'snoozed', who: input.learner }));
    });
  },
  wake: async ({ locals, params, request }) => {
    const input = await readForm(request, wakeInput);
    return runForm(input, async () => {
      await wakeLearner(locals.ctx, { cohort: params.id, ...input });
      redirect(303, routes.cohortAttention(params.id, { done: 'woken' }));
    });
  },
  grant: async ({ locals, params, request }) => {
    const { learner, course, module } = await readForm(request, grantInput);
    return runForm({ learner }, async () => {
      await allowMore(locals.ctx, {
        userId: learner,
        course,
        module,
        attempts: '1',
        minutes: '',
        closes: '',
        reason: m.attention_grant_reason(),
      });
      redirect(303, routes.cohortAttention(params.id, { done: 'granted' }));
    });
  },
};

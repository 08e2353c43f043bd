import { redirect, type RequestEvent } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { requireActor } from '#lib/server/context.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = ({ locals, params, url, depends }) => {
  depends('pathways:progress');
  return runLoad(async () => {
    const visit = await visitModule(locals.ctx, params);
    if (!visit) redirect(303, routes.course(params.course));
    const { progress, courseProgress, lastSectionKey } = visit;
    return {
      account: requireActor(locals.ctx).userId,
      progress,
      courseComplete: courseProgress.complete,
      modulesDone: courseProgress.modulesDone,
      moduleCount: courseProgress.modules.length,
      lastSectionKey,
      // Ready words: as messages in the scripts they would cost every reader of the page.
      feedback:
        progress.state === 'complete'
          ? { href: routes.feedback(params.course, params.module), label: m.feedback_link() }
          : null,
      excused: progress.segments.some(({ isExempt }) => isExempt) ? m.state_excused() : '',
    };
  }, url.pathname);
};

type Event = RequestEvent<RouteParams>;

/** Marks what the form names, then shows the page at the next thing to do (scripts stay where they are). */
const marking =
  (field: 'section' | 'segment', read: boolean) =>
  async ({ request, locals, params }: Event) => {
    const key = String((await request.formData()).get(field));
    const result = await runAction<object>(() =>
      field === 'section'
        ? markSection(locals.ctx, { ...params, section: key, read })
        : markStandIn(locals.ctx, { ...params, segment: key, read }),
    );
    if ('status' in result) return result;
    redirect(303, routes.learnModule(params.course, params.module, key));
  };

export const actions: Actions = {
  read: marking('section', true),
  unread: marking('section', false),
  readStandIn: marking('segment', true),
  unreadStandIn: marking('segment', false),
};

import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { BANK_FORMATS } from '#lib/server/banks/bank.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { carried, readUpload } from '#lib/server/http/upload.ts';
import { importBank } from '#lib/server/services/banks/import-bank.ts';
import { planImport, type ImportInput } from '#lib/server/services/banks/plan-import.ts';
import { placeOf, staffModule } from '#lib/server/services/questions/staff-module.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const course = url.searchParams.get('course') ?? '';
    const done = Number(url.searchParams.get('done'));
    return {
      ...placeOf(await staffModule(locals.ctx, 'question.change', { ...params, course })),
      done: Number.isSafeInteger(done) && done > 0 ? done : null,
    };
  }, url.pathname + url.search);

type Event = RequestEvent<RouteParams>;

async function inputOf({ request, params, url }: Event) {
  // A body beyond what the server reads breaks off: then nothing of the form is there.
  const form = await request.formData().catch(() => null);
  if (!form) return fail(400, { problem: 'too-large' as const });
  const file = await readUpload(form);
  if (typeof file === 'string') return fail(400, { problem: file });
  const format = BANK_FORMATS.find((one) => one === form.get('format')) ?? null;
  const input: ImportInput = { ...params, course: url.searchParams.get('course') ?? '', file, format };
  return { input, basis: Number(form.get('basis')) };
}

async function look({ locals }: Event, input: ImportInput) {
  const { course, format, planned, problems } = await planImport(locals.ctx, input);
  return {
    plan: {
      ...carried(input.file),
      format: format ?? '',
      basis: course.revisionNumber,
      planned: planned.map(({ name, line, change, document }) => ({
        name,
        line,
        change,
        prompt: document.prompt,
      })),
      problems,
    },
  };
}

export const actions: Actions = {
  plan: async (event: Event) => {
    const read = await inputOf(event);
    return 'input' in read ? runAction(() => look(event, read.input)) : read;
  },
  apply: async (event: Event) => {
    const read = await inputOf(event);
    if (!('input' in read)) return read;
    const { input, basis } = read;
    const done = await runAction(() => importBank(event.locals.ctx, { ...input, basis }));
    // Refused: what it would do now stands below the reason.
    if (!('planned' in done)) return fail(done.status, { ...done.data, ...(await look(event, input)) });
    const count = done.planned.filter(({ change }) => change !== 'same').length;
    redirect(303, routes.importBank(input.course, input.module, { done: String(count) }));
  },
};

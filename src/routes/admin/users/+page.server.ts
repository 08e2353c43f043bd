import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { listUsers } from '#lib/server/services/admin/list-users.ts';
import { setRole, setRoleInput } from '#lib/server/services/admin/set-role.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const { searchParams } = url;
    const words = searchParams.get('words');
    const found = await listUsers(locals.ctx, { words, after: searchParams.get('after') });
    return { ...found, saved: searchParams.has('saved'), isFirst: !searchParams.has('after') };
  }, url.pathname);

export const actions: Actions = {
  setRole: async ({ locals, request }) => {
    const input = await readForm(request, setRoleInput);
    return runForm(input, async () => {
      await setRole(locals.ctx, input);
      redirect(303, routes.adminUsers({ words: input.email, saved: '1' }));
    });
  },
};

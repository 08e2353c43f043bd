import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { finishSession } from '#lib/server/http/session-cookies.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  await finishSession(event);
  redirect(303, routes.home());
};

import { runLoad } from '#lib/server/http/responses.ts';
import { listQuestions } from '#lib/server/services/questions/list-questions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => ({ courses: await listQuestions(locals.ctx) }), url.pathname);

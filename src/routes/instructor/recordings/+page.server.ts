import { runLoad } from '#lib/server/http/responses.ts';
import { countTimes, listRecordings } from '#lib/server/services/segments/list-recordings.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const courses = await listRecordings(locals.ctx);
    return { courses, times: countTimes(courses) };
  }, url.pathname);

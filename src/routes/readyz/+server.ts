import type { RequestHandler } from './$types';

/** The process can do its work: the courses are readable, so the database is there and migrated. */
export const GET: RequestHandler = async ({ locals }) => {
  try {
    const courses = await locals.ctx.courses.list();
    if (courses.length > 0) return new Response('ready\n', { headers: { 'content-type': 'text/plain' } });
    return new Response('no course is published\n', { status: 503 });
  } catch (error) {
    locals.ctx.log.error({ err: error }, 'not ready');
    return new Response('the database does not answer\n', { status: 503 });
  }
};

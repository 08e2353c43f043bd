import { MOST_SIGNATORIES } from '#lib/domain/certificates/design.ts';
import { readDesignForm } from '#lib/server/http/design-form.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { drawDesign } from '#lib/server/services/certificates/preview-design.ts';
import type { RequestHandler } from './$types';

/** A certificate of an invented holder, as the form says that is not saved yet. */
export const POST: RequestHandler = async ({ locals, url, request }) => {
  const course = url.searchParams.get('course') ?? '';
  const form = await readDesignForm(request, MOST_SIGNATORIES);
  const svg = await runLoad(() => drawDesign(locals.ctx, { course, form }));
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'private, no-store' },
  });
};

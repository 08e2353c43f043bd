import { MOST_SIGNATORIES } from '#lib/domain/certificates/design.ts';
import { readDesignForm } from '#lib/server/http/design-form.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { previewDesign, type DesignPreview } from '#lib/server/services/certificates/preview-design.ts';
import type { RequestHandler } from './$types';

const answer = async (locals: App.Locals, url: URL, form: DesignPreview['form']) => {
  const course = url.searchParams.get('course') ?? '';
  const pdf = await runLoad(() => previewDesign(locals.ctx, { course, form }));
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="preview.pdf"',
      'cache-control': 'private, no-store',
    },
  });
};

/** A certificate of an invented holder as the design is now. */
export const GET: RequestHandler = ({ locals, url }) => answer(locals, url, null);

/** As the form says that is not saved yet. */
export const POST: RequestHandler = async ({ locals, url, request }) =>
  answer(locals, url, await readDesignForm(request, MOST_SIGNATORIES));

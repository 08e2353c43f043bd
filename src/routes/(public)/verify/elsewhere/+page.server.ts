import { issuerDid } from '#lib/domain/certificates/credential.ts';
import { listPublicKeys } from '#lib/server/services/certificates/list-public-keys.ts';
import type { PageServerLoad } from './$types';

/** Who signs here, and with which keys. */
export const load: PageServerLoad = async ({ locals: { ctx } }) => ({
  origin: ctx.origin,
  did: issuerDid(ctx.origin),
  keys: await listPublicKeys(ctx),
});

import type { PublicRecord } from '#lib/domain/certificates/public-record.ts';
import type { Ctx } from '../../context.ts';

/** Every public key that ever signed here, oldest first, and when it did. No guard: they are for everybody who checks a signature. */
export async function listPublicKeys(ctx: Ctx): Promise<PublicRecord['issuer']['keys']> {
  const keys = await ctx.issuer.keys();
  return keys.map(({ publicKeyMultibase, createdAt, retiredAt }) => ({
    publicKeyMultibase,
    createdAt: createdAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
  }));
}

import { AppError } from '#lib/domain/errors.ts';
import { tokenHash } from '../../auth/tokens.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { findLiveToken, markEmailVerified, takeToken } from '../../queries/accounts.ts';

/** Can this link still confirm an address? Looking uses nothing up: programs that scan mail open every link. */
export async function canVerifyEmail(ctx: Ctx, input: { token: string }): Promise<boolean> {
  return (await findLiveToken(ctx.db, tokenHash(input.token), 'verify-email', ctx.now())) !== null;
}

/** Whoever holds the link confirms the address it was sent to, logged in or not. A used, old or invented link: `link-invalid`. */
export async function verifyEmail(ctx: Ctx, input: { token: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const taken = await takeToken(tx.db, tokenHash(input.token), 'verify-email', now);
    if (!taken?.userId) throw new AppError('link-invalid');
    await markEmailVerified(tx.db, taken.userId, now);
  });
}

import { statusPlace, STATUS_LIST_LENGTH } from '#lib/domain/certificates/credential.ts';
import { AppError } from '#lib/domain/errors.ts';
import { routes } from '#lib/client/routes.ts';
import { didDocument, type DidDocument } from '#lib/credential/did-document.ts';
import { statusListCredential } from '../../certificates/credential/status-list.ts';
import type { Ctx } from '../../context.ts';
import { lastStatusIndex, listNotValid } from '../../queries/issued.ts';

/** Every key that ever signed here, for any verifier. The key of today is published before the first thing that it signs. No guard: it is for everybody. */
export async function viewDidDocument(ctx: Ctx): Promise<DidDocument> {
  await ctx.issuer.signer();
  return didDocument(ctx.origin, await ctx.issuer.keys());
}

/**
 * The signed status list of a number, from 1, as it is now: which of its credentials are revoked or superseded. No guard: it is for everybody, and
 * tells nobody whom an entry is for. Throws `not-found` for a list that no credential names; the first is always there.
 */
export async function viewStatusList(ctx: Ctx, input: { list: string }): Promise<Record<string, unknown>> {
  const number = /^[1-9]\d{0,6}$/.test(input.list) ? Number(input.list) : null;
  if (number === null) throw new AppError('not-found');
  if (number > statusPlace(Math.max(0, await lastStatusIndex(ctx.db))).list) throw new AppError('not-found');
  const first = (number - 1) * STATUS_LIST_LENGTH;
  const notValid = await listNotValid(ctx.db, first, first + STATUS_LIST_LENGTH - 1);
  return statusListCredential(await ctx.issuer.signer(), {
    id: `${ctx.origin}${routes.statusList(number)}`,
    origin: ctx.origin,
    setEntries: notValid.map((index) => statusPlace(index).entry),
    at: ctx.now(),
  });
}

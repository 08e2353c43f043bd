import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { AppError } from '#lib/domain/errors.ts';
import { drawPlainPreview, drawPreview, PREVIEW_WIDTH } from '../../certificates/images/draw-preview.ts';
import { coverageFor } from '../../certificates/images/name-coverage.ts';
import { rasterise } from '../../certificates/images/rasterise.ts';
import type { Ctx } from '../../context.ts';
import { findIssued, type Issued } from '../../queries/issued.ts';

/**
 * The picture that other sites show beside the link to a public page, as PNG. No guard: the page is public; guessing is slowed as there. Only of what is
 * valid it shows the holder. Throws `too-many-requests`, and `not-found` for what no code is and what nothing was issued under.
 */
export async function openPreview(
  ctx: Ctx,
  input: { code: string; address: string },
): Promise<Uint8Array<ArrayBuffer>> {
  await ctx.throttle.consume('verify', input.address);
  const code = parseCode(input.code);
  const issued = code ? await findIssued(ctx.db, code) : null;
  if (!issued) throw new AppError('not-found');
  return new Uint8Array(await rasterise(await drawingOf(ctx, issued), PREVIEW_WIDTH));
}

async function drawingOf(ctx: Ctx, { kind, state, erasedAt, snapshot }: Issued): Promise<string> {
  const { host } = new URL(ctx.origin);
  if (state !== 'valid' || erasedAt !== null) return drawPlainPreview(snapshot.issuer.name, host);
  const coverage = await coverageFor(snapshot.holder.nameNative + snapshot.holder.nameLatin);
  return drawPreview(snapshot, { kind, host, coverage });
}

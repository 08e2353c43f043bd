import { AppError } from '#lib/domain/errors.ts';
import { bakePng, bakeSvg } from '../../certificates/images/bake.ts';
import { drawBadge } from '../../certificates/images/draw-badge.ts';
import { rasterise } from '../../certificates/images/rasterise.ts';
import { sha256 } from '../../certificates/sha256.ts';
import type { Ctx } from '../../context.ts';
import type { Issued } from '../../queries/issued.ts';
import { ownIssued } from './open-certificate.ts';
import { pressIssued } from './press-issued.ts';

export type BadgeFormat = 'svg' | 'png';

export interface BadgePicture {
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  code: string;
}

/** Pixels of the PNG, wide and high. */
const PNG_SIDE = 600;

/**
 * The holder's own badge of a module as a picture with the signed credential inside, by its code in any spelling: the same bytes each time. Throws
 * `not-found` for an unknown code, a certificate, an erased badge and another person's alike.
 */
export async function openBadgePicture(
  ctx: Ctx,
  input: { code: string; format: BadgeFormat },
): Promise<BadgePicture> {
  const issued = await ownIssued(ctx, input.code);
  if (issued.kind !== 'badge') throw new AppError('not-found');
  const bytes = await bakedBadge(await pressIssued(ctx, issued.code), input.format);
  return { bytes, sha256: sha256(bytes), code: issued.code };
}

/** The picture of a badge that is signed. Throws `not-found` where it was erased. */
export async function bakedBadge(
  { snapshot, credential }: Pick<Issued, 'snapshot' | 'credential'>,
  format: BadgeFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const [module] = snapshot.modules;
  if (!module || credential === null) throw new AppError('not-found');
  const drawing = drawBadge(module, snapshot.issuer);
  if (format === 'svg') return new TextEncoder().encode(bakeSvg(drawing, credential));
  return new Uint8Array(bakePng(await rasterise(drawing, PNG_SIDE), credential));
}

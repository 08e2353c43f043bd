import { picturesOf, type CertificateDesign } from '#lib/domain/certificates/design.ts';
import { isPrintable, type GivenPicture } from '../../certificates/pictures.ts';
import type { Ctx } from '../../context.ts';
import { findPictures } from '../../queries/questions.ts';

/** The pictures of a design, for the press. `chosen` are some that are not kept yet. No guard of its own: its callers have one. */
export async function designPictures(
  ctx: Ctx,
  design: CertificateDesign,
  chosen: readonly { hash: string; mediaType: string; bytes: Uint8Array }[] = [],
): Promise<Map<string, GivenPicture>> {
  const pictures = new Map<string, GivenPicture>();
  const kept = await findPictures(ctx.db, picturesOf(design));
  for (const { hash, mediaType, bytes } of [...kept, ...chosen])
    if (isPrintable(mediaType)) pictures.set(hash, { mediaType, bytes });
  return pictures;
}

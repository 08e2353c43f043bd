import { publicCertificate } from '#lib/domain/certificates/certificate.ts';
import type { Ctx } from '../../context.ts';
import { listCorrectionsOf } from '../../queries/managed-certificates.ts';
import { ownCorrectable } from './own-correctable.ts';

/** The holder's own certificate with every wish to have its names corrected, the newest first, and what was decided. Two statements. */
export async function viewCorrections(ctx: Ctx, input: { code: string }) {
  const row = await ownCorrectable(ctx, input.code);
  const corrections = await listCorrectionsOf(ctx.db, row.id);
  return { certificate: publicCertificate(row), corrections };
}

import { signatureOf } from '#lib/credential/signature-of.ts';
import { judgeFile, type CheckedFile } from '#lib/domain/certificates/file-verdict.ts';
import { readIssuedFile } from '#lib/domain/certificates/issued-file.ts';
import { sha256 } from '../../certificates/sha256.ts';
import type { Ctx } from '../../context.ts';
import { findRecord } from './find-record.ts';

/**
 * Judges a file that somebody sent because their browser runs no scripts, with the rule that browsers use themselves. No guard: anybody may; each code in
 * it counts against the address it comes from, and a file without one counts once. The file is kept nowhere. Throws `too-many-requests`.
 */
export async function checkFile(
  ctx: Ctx,
  input: { bytes: Uint8Array; address: string },
): Promise<CheckedFile> {
  const file = readIssuedFile(input.bytes);
  if (file.codes.length === 0) await ctx.throttle.consume('verify', input.address);
  const records = [];
  for (const code of file.codes) {
    const record = await findRecord(ctx, { code, address: input.address });
    if (record) records.push(record);
  }
  const verdict = judgeFile({
    kind: file.kind,
    sha256: sha256(file.compared),
    codes: file.codes,
    records,
    signature: await signatureOf(file, records),
  });
  return { kind: file.kind, verdict, records };
}

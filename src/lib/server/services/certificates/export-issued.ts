import { cleanName } from '#lib/domain/accounts/person-name.ts';
import type { CertificateState } from '#lib/domain/certificates/certificate.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { authorize, type Ctx } from '../../context.ts';
import { countCertificates } from '../../queries/managed-certificates.ts';
import type { Place } from '../../queries/newest-first.ts';
import { BATCH_ROWS } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { LONGEST_SEARCH, NAME_SCAN, searchIssued } from './list-issued.ts';

type Issued = Awaited<ReturnType<typeof searchIssued>>['found'][number];

const STATE_WORDS: Record<CertificateState, () => string> = {
  valid: m.certs_state_valid,
  revoked: m.certs_state_revoked,
  superseded: m.certs_state_superseded,
};

/** An administrator takes the list of certificates along, with the filter of the page. A search by name goes on to the oldest. */
export async function exportIssued(ctx: Ctx, input: { words?: string | null }): Promise<StaffTable> {
  authorize(ctx, 'certificate.manage');
  const words = cleanName(input.words ?? '').slice(0, LONGEST_SEARCH);
  return {
    name: m.certs_title(),
    columns: columns(),
    rows: rowsOf(ctx, words),
    total: words === '' ? await countCertificates(ctx.db) : null,
  };
}

async function* rowsOf(ctx: Ctx, words: string): AsyncGenerator<Cell[]> {
  for (let after: Place | null = null; ;) {
    const page = { words, after, scan: NAME_SCAN, limit: BATCH_ROWS };
    const { found, edge }: Awaited<ReturnType<typeof searchIssued>> = await searchIssued(ctx, page);
    yield* found.map(rowOf);
    after = found.length === BATCH_ROWS ? (found.at(-1) ?? null) : edge;
    if (!after) return;
  }
}

const rowOf = ({ holder, code, course, at, state, erasedAt }: Issued): Cell[] => [
  erasedAt ? m.certs_unnamed() : holder.nameNative,
  erasedAt ? null : holder.nameLatin,
  code,
  course.title,
  at,
  STATE_WORDS[state](),
];

const columns = (): Column[] => [
  { title: m.csv_name_native(), kind: 'text' },
  { title: m.csv_name_latin(), kind: 'text' },
  { title: m.cert_code(), kind: 'text' },
  { title: m.certs_column_course(), kind: 'text' },
  { title: m.certs_column_issued(), kind: 'moment' },
  { title: m.certs_column_state(), kind: 'text' },
];

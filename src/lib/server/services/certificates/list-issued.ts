import { cleanEmail, emailProblem } from '#lib/domain/accounts/email.ts';
import { cleanName } from '#lib/domain/accounts/person-name.ts';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listOpenCorrections } from '../../queries/certificates.ts';
import {
  listCertificatesByAge,
  listCertificatesByCode,
  listCertificatesByEmail,
  searchCertificatesByName,
} from '../../queries/managed-certificates.ts';
import type { Place } from '../../queries/newest-first.ts';
import { placeText, readPlace } from '../admin/page-place.ts';

const PAGE_SIZE = 50;
export const LONGEST_SEARCH = 100;
/** How many certificates one search by name looks at. */
export const NAME_SCAN = 20_000;
const MOST_WISHES = 50;

/**
 * An administrator lists certificates, newest first, and the wishes that wait for a decision. `words` is a code in any spelling, the address of an account, or a part
 * of a printed name; `after` comes from the page before. A search by name looks at a bounded number and says with `next` where to look further. At most
 * three statements.
 */
export async function listIssued(
  ctx: Ctx,
  input: { words?: string | null; after?: string | null; scan?: number },
) {
  authorize(ctx, 'certificate.manage');
  const words = cleanName(input.words ?? '').slice(0, LONGEST_SEARCH);
  const after = readPlace(input.after);
  const [{ found, edge }, wishes] = await Promise.all([
    searchIssued(ctx, { words, after, scan: input.scan ?? NAME_SCAN, limit: PAGE_SIZE + 1 }),
    after || words !== '' ? [] : listOpenCorrections(ctx.db, MOST_WISHES),
  ]);
  const certificates = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? certificates.at(-1) : edge;
  return {
    certificates,
    wishes,
    words,
    next: last ? placeText(last) : null,
    /** How many of the newest a search by name that goes on looked at; null for any other list. */
    looked: edge ? (input.scan ?? NAME_SCAN) : null,
  };
}

/** One page of what `words` find; for who was let in. */
export async function searchIssued(
  { db }: Ctx,
  { words, after, scan, limit }: { words: string; after: Place | null; scan: number; limit: number },
) {
  const code = parseCode(words);
  const email = cleanEmail(words);
  if (words === '') return { found: await listCertificatesByAge(db, after, limit), edge: null };
  if (code) return { found: await listCertificatesByCode(db, code), edge: null };
  if (emailProblem(email) === null)
    return { found: await listCertificatesByEmail(db, email, after, limit), edge: null };
  return searchCertificatesByName(db, { words, after, limit, scan });
}

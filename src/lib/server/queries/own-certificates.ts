import { sql } from 'drizzle-orm';
import type {
  Certificate,
  CertificateSnapshot,
  CertificateState,
} from '#lib/domain/certificates/certificate.ts';
import type { Executor } from '../db/client.ts';
import { certificateEvents, certificates, moduleBadges, nameCorrections } from '../db/schema/index.ts';
import type { IssuedKind } from './issued.ts';

export interface OwnIssued extends Certificate {
  kind: IssuedKind;
  courseId: string;
  /** Why it was revoked last; null where it never was. */
  revokedFor: string | null;
  /** A wish to have its names corrected waits. */
  hasOpenWish: boolean;
}

/** Everything that was issued to one person, certificates and badges, newest first. One statement. */
export async function listOwnIssued(db: Executor, userId: string): Promise<OwnIssued[]> {
  const rows = await db.execute<{
    kind: IssuedKind;
    code: string;
    state: CertificateState;
    snapshot: CertificateSnapshot;
    issued_at: string;
    erased_at: string | null;
    course_id: string;
    revoked_for: string | null;
    has_open_wish: boolean;
  }>(sql`
    select 'certificate' as kind, c.id, c.code, c.state, c.snapshot, c.issued_at, c.erased_at, c.course_id,
      (select e.reason from ${certificateEvents} e
        where e.certificate_id = c.id and e.event = 'revoked' order by e.at desc limit 1) as revoked_for,
      exists (select from ${nameCorrections} n
        where n.certificate_id = c.id and n.decided_at is null) as has_open_wish
    from ${certificates} c where c.user_id = ${userId}
    union all
    select 'badge', b.id, b.code, 'valid', b.snapshot, b.issued_at, b.erased_at, b.course_id, null, false
    from ${moduleBadges} b where b.user_id = ${userId}
    order by issued_at desc, id desc`);
  return [...rows].map((row) => ({
    kind: row.kind,
    code: row.code,
    state: row.state,
    snapshot: row.snapshot,
    issuedAt: new Date(row.issued_at),
    erasedAt: row.erased_at === null ? null : new Date(row.erased_at),
    courseId: row.course_id,
    revokedFor: row.revoked_for,
    hasOpenWish: row.has_open_wish,
  }));
}

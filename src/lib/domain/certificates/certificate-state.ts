import type { CertificateState } from './certificate.ts';

/** What staff may do to a certificate. */
export type CertificateAct = 'revoke' | 'reinstate' | 'reissue';

const AFTER: Record<CertificateAct, Partial<Record<CertificateState, CertificateState>>> = {
  revoke: { valid: 'revoked' },
  reinstate: { revoked: 'valid' },
  reissue: { valid: 'superseded' },
};

/**
 * The state after an act, or null where the act does not fit: what was superseded stays so for ever, and a revoked certificate is not reissued, since
 * another name would bring it back to life. Worked example: `revoke` of a valid one is `revoked`; of a superseded one null.
 */
export const stateAfter = (state: CertificateState, act: CertificateAct): CertificateState | null =>
  AFTER[act][state] ?? null;

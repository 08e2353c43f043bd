import type { CertificateEvent, CertificateState } from '#lib/domain/certificates/certificate.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

export const STATE_WORDS: Record<CertificateState, () => string> = {
  valid: m.certs_state_valid,
  revoked: m.certs_state_revoked,
  superseded: m.certs_state_superseded,
};

export const EVENT_WORDS: Record<CertificateEvent, () => string> = {
  issued: m.certs_event_issued,
  superseded: m.certs_event_superseded,
  revoked: m.certs_event_revoked,
  reinstated: m.certs_event_reinstated,
  erased: m.certs_event_erased,
};

/** Never by colour alone: a filled stop holds, a half one has given way, a hollow one does not hold. */
export const STATE_STOPS = { valid: 'filled', superseded: 'half', revoked: 'hollow' } as const;

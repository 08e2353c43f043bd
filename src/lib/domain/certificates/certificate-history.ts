import type { CertificateEvent } from './certificate.ts';

/** One thing that happened. `at` is ISO 8601. */
export interface KeptEvent {
  at: string;
  event: CertificateEvent;
  /** In the words of who did it; null where none is asked for. */
  reason: string | null;
}

/**
 * The history as everybody reads it, oldest first: what was kept, and at its ends the issue and the erasure, which the record itself
 * knows. Worked example: of a certificate without an event, the history is that it was issued.
 */
export function historyOf(
  record: { issuedAt: Date; erasedAt: Date | null },
  kept: readonly KeptEvent[],
): KeptEvent[] {
  const knows = (event: CertificateEvent) => kept.some((one) => one.event === event);
  const told = (event: CertificateEvent, at: Date | null): KeptEvent[] =>
    at === null || knows(event) ? [] : [{ at: at.toISOString(), event, reason: null }];
  return [...told('issued', record.issuedAt), ...kept, ...told('erased', record.erasedAt)];
}

/** When and why a certificate was revoked last; null where that is not its history. */
export function revocationIn(history: readonly KeptEvent[]): { at: string; reason: string | null } | null {
  const last = history.findLast(({ event }) => event === 'revoked');
  return last ? { at: last.at, reason: last.reason } : null;
}

import { expect, test } from 'vitest';
import { historyOf, revocationIn, type KeptEvent } from '#lib/domain/certificates/certificate-history.ts';

const issuedAt = new Date('2026-03-02T08:00:00Z');
const at = (day: number) => `2026-04-0${day}T08:00:00.000Z`;
const revoked = (day: number, reason: string): KeptEvent => ({ at: at(day), event: 'revoked', reason });

test('a history begins with the issue and ends with an erasure, each told once', () => {
  const erasedAt = new Date(at(3));
  expect(historyOf({ issuedAt, erasedAt }, [revoked(1, 'a')]).map(({ event }) => event)).toEqual([
    'issued',
    'revoked',
    'erased',
  ]);
  const kept: KeptEvent[] = [
    { at: at(1), event: 'issued', reason: null },
    { at: at(2), event: 'erased', reason: null },
  ];
  expect(historyOf({ issuedAt, erasedAt }, kept)).toEqual(kept);
});

test('what counts of several revocations is the last', () => {
  expect(revocationIn([revoked(1, 'a'), revoked(2, 'b')])).toEqual({ at: at(2), reason: 'b' });
  expect(revocationIn([])).toBeNull();
});

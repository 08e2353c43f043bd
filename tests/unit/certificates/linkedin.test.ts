import { expect, test } from 'vitest';
import { linkedInAddress } from '#lib/domain/certificates/linkedin.ts';
import { codeNumber, snapshotOf } from '../../support/factories/certificates.ts';

const verifyUrl = 'https://learn.example.org/verify/ABC';

test('every field of LinkedIn is filled, and no expiration', () => {
  const snapshot = { ...snapshotOf(), issuedAt: '2026-03-05T10:00:00.000Z' };
  const address = new URL(linkedInAddress({ ...snapshot, code: codeNumber(1) }, verifyUrl));
  expect(address.origin + address.pathname).toBe('https://www.linkedin.com/profile/add');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    startTask: 'CERTIFICATION_NAME',
    name: 'Pathways for Industrial Decarbonization',
    organizationName: 'Pathways',
    issueYear: '2026',
    issueMonth: '3',
    certUrl: verifyUrl,
    certId: codeNumber(1),
  });
});

test('a title with signs of an address stays one field, and the month is that of UTC', () => {
  const snapshot = snapshotOf();
  const course = { ...snapshot.course, title: 'Heat & power = #1?' };
  const issuedAt = '2026-12-31T23:59:59.000Z';
  const address = new URL(linkedInAddress({ ...snapshot, course, issuedAt, code: 'X' }, verifyUrl));
  expect(address.searchParams.get('name')).toBe('Heat & power = #1?');
  expect([address.searchParams.get('issueYear'), address.searchParams.get('issueMonth')]).toEqual([
    '2026',
    '12',
  ]);
});

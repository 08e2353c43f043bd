import { expect, test } from 'vitest';
import { publicCertificate } from '#lib/domain/certificates/certificate.ts';
import { codeNumber, snapshotOf } from '../../support/factories/certificates.ts';

test('the public view of a certificate is its snapshot without the marks', () => {
  const snapshot = snapshotOf();
  const shown = publicCertificate({
    code: codeNumber(1),
    state: 'valid',
    snapshot,
    issuedAt: new Date(0),
    erasedAt: null,
  });
  expect(shown).toMatchObject({ code: codeNumber(1), holder: snapshot.holder, issuedAt: snapshot.issuedAt });
  expect(shown.modules).toHaveLength(5);
  expect(JSON.stringify(shown)).not.toContain('score');
});

import type { PublicCertificate } from './certificate.ts';

/**
 * The address at which LinkedIn takes a certificate into somebody's profile, with every field filled. No expiration: none expires. Nothing is
 * sent before the holder opens it. The month is that of UTC, as everywhere on the certificate.
 *
 * Worked example: issued on 5 March 2026 gives `issueYear=2026&issueMonth=3`.
 */
export function linkedInAddress(
  { course, issuer, issuedAt, code }: Pick<PublicCertificate, 'course' | 'issuer' | 'issuedAt' | 'code'>,
  verifyUrl: string,
): string {
  const issued = new Date(issuedAt);
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: course.title,
    organizationName: issuer.name,
    issueYear: String(issued.getUTCFullYear()),
    issueMonth: String(issued.getUTCMonth() + 1),
    certUrl: verifyUrl,
    certId: code,
  });
  return `https://www.linkedin.com/profile/add?${query}`;
}

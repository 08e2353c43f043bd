import { expect, test } from 'vitest';
import { certificateFileName } from '#lib/domain/certificates/file-name.ts';

test.each([
  ['Nguyễn Thị Ánh', 'certificate-steel-Nguyen-Thi-Anh.pdf', 'certificate-steel-Nguyễn-Thị-Ánh.pdf'],
  ['Mary O’Connor', 'certificate-steel-Mary-O-Connor.pdf', 'certificate-steel-Mary-O-Connor.pdf'],
  ['张华', 'certificate-steel.pdf', 'certificate-steel-张华.pdf'],
  ['../"; rm\r\n', 'certificate-steel-rm.pdf', 'certificate-steel-rm.pdf'],
  ['', 'certificate-steel.pdf', 'certificate-steel.pdf'],
])('the certificate of %j is saved under a name that every system takes', (holderName, ascii, unicode) => {
  expect(certificateFileName({ courseSlug: 'steel', holderName })).toEqual({ ascii, unicode });
});

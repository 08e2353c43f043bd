/**
 * What a downloaded certificate is called: `ascii` for clients that know nothing else, `unicode` with the name as it is written.
 *
 * Worked example: Nguyễn Thị Ánh and `steel-course` give `certificate-steel-course-Nguyen-Thi-Anh.pdf` and
 * `certificate-steel-course-Nguyễn-Thị-Ánh.pdf`. A name without any ASCII letter is left out of the first.
 */
export function certificateFileName(input: { courseSlug: string; holderName: string }): {
  ascii: string;
  unicode: string;
} {
  const base = `certificate-${input.courseSlug}`;
  const name = joined(input.holderName.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu));
  const plain = joined(
    input.holderName
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[A-Za-z0-9]+/g),
  );
  return { ascii: `${base}${plain}.pdf`, unicode: `${base}${name}.pdf` };
}

const joined = (words: string[] | null): string =>
  words ? [...`-${words.join('-')}`].slice(0, 100).join('') : '';

import { afterAll, expect, test } from 'vitest';
import { createRenderer } from '#lib/server/certificates/render-certificate.ts';
import { FULL_DESIGN, printable } from '../../support/certificate-cases.ts';
import { pageContents, wordsShown } from '../../support/pdf-text.ts';

const { render, close } = createRenderer({ processes: 1 });
afterAll(close);

/** As the page writes a colour: its parts from 0 to 1. */
const partsOf = (colour: string) =>
  [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255).toFixed(4));
const uses = (content: string, colour: string, operator: 'scn' | 'SCN') =>
  [...content.matchAll(new RegExp(`([\\d.]+) ([\\d.]+) ([\\d.]+) ${operator}\\b`, 'g'))].filter(
    ([, ...parts]) =>
      partsOf(colour).every((part, index) => Math.abs(Number(part) - Number(parts[index])) < 0.001),
  ).length;

test('what the course says stands in place of the words of the house, and the hours stay', async () => {
  const { pdf, missing } = await render(printable({ design: FULL_DESIGN }));
  const words = wordsShown(pdf);
  expect(missing).toEqual([]);
  expect(words).toContain('Certificateofprofessionaldevelopment');
  expect(words).toContain('Awardedforacourseofstudywithfivequizzes');
  expect(words).not.toContain('Allfivemodules');
  expect(words).toContain('5hours');
  expect(words).toContain('DrAminaYusupova');
  expect(words).toContain('Academiclead');
});

test('a colour that can be read writes the heading and draws the frame', async () => {
  const [page = ''] = pageContents((await render(printable({ design: { accent: '#8b1e3f' } }))).pdf);
  expect(uses(page, '#8b1e3f', 'scn')).toBe(2);
  expect(uses(page, '#8b1e3f', 'SCN')).toBe(1);
});

test('a colour too light for text draws and does not write', async () => {
  const design = { ...FULL_DESIGN, accent: '#ffd166', logos: [], transcript: false };
  const [page = ''] = pageContents((await render(printable({ design }))).pdf);
  expect(uses(page, '#ffd166', 'scn')).toBe(0);
  expect(uses(page, '#ffd166', 'SCN')).toBe(1);
});

test('a design that chooses nothing is the page of the house', async () => {
  const [designed, plain] = [await render(printable({ design: {} })), await render(printable())];
  expect(Buffer.compare(designed.pdf, plain.pdf)).toBe(0);
});

test.each([
  ['spaces and marks that cannot be seen', ' \u200B\u202E '],
  ['letters that no font holds', 'ნინო'],
])('a heading of %s gives way to that of the house', async (_what, heading) => {
  const { pdf } = await render(printable({ design: { heading } }));
  expect(wordsShown(pdf)).toContain('Certificateofcompletion');
});

test('marks of direction in what the course says are not printed', async () => {
  const said = (mark: string) =>
    printable({
      design: {
        heading: `Cert${mark}ificate`,
        statement: `Well${mark} done`,
        signatories: [{ name: `A${mark}da`, role: `Di${mark}rector`, signature: null }],
      },
    });
  const [marked, plain] = [await render(said('\u202E\u2066\u0007')), await render(said(''))];
  expect(Buffer.compare(marked.pdf, plain.pdf)).toBe(0);
});

test('texts of any length stay on their page', async () => {
  const long = 'Industrial decarbonization of heavy industries and transport '.repeat(20);
  const design = {
    ...FULL_DESIGN,
    heading: long.slice(0, 300),
    statement: long,
    signatories: [1, 2, 3].map(() => ({
      name: long.slice(0, 120),
      role: long.slice(0, 200),
      signature: 'c3',
    })),
    transcript: false,
  };
  const { pdf } = await render(printable({ design }));
  expect(pageContents(pdf)).toHaveLength(1);
});

import { afterAll, expect, test } from 'vitest';
import { createRenderer, type RenderedCertificate } from '#lib/server/certificates/render-certificate.ts';
import { NAMES, printable } from '../../support/certificate-cases.ts';
import { shownGlyphs, wordsShown } from '../../support/pdf-text.ts';
import { codeNumber, snapshotOf } from '../../support/factories/certificates.ts';

const code = codeNumber(7);
const { render, close } = createRenderer();
afterAll(close);
const given = {
  code,
  verifyUrl: `https://learn.example.org/verify/${code}`,
  credential: null,
  pictures: new Map(),
};
const renderFor = (nameNative: string, nameLatin = 'Somebody', nameLanguage = 'und') =>
  render({
    ...given,
    snapshot: snapshotOf({ nameNative, nameLatin, nameLanguage }),
  });

const text = ({ pdf }: RenderedCertificate) => Buffer.from(pdf).toString('latin1');
const pages = (rendered: RenderedCertificate) =>
  /\/Type\s*\/Pages\b[^]*?\/Count (\d+)/.exec(text(rendered))?.[1];
const fonts = (rendered: RenderedCertificate) =>
  [
    ...new Set([...text(rendered).matchAll(/\/BaseFont\s*\/[A-Z]{6}\+([\w-]+)/g)].map(([, name]) => name)),
  ].sort();

test('a certificate is a PDF of one page', async () => {
  const rendered = await renderFor('سارا احمدی', 'Sara Ahmadi', 'fa');
  expect(text(rendered).startsWith('%PDF-1.7')).toBe(true);
  expect(pages(rendered)).toBe('1');
  expect(rendered.missing).toEqual([]);
});

test('the same certificate has the same bytes, also from another compiler', async () => {
  const input = { ...given, snapshot: snapshotOf() };
  const another = createRenderer();
  const [first, second, other] = [await render(input), await render(input), await another.render(input)];
  await another.close();
  expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
  expect(Buffer.compare(first.pdf, other.pdf)).toBe(0);
});

test('certificates asked for together come out apart', async () => {
  const together = await Promise.all(['Әлия', 'Нурлан', 'Әлия'].map((name) => renderFor(name)));
  const [first, second, third] = together.map(({ pdf }) => Buffer.from(pdf));
  expect(first?.equals(third ?? Buffer.alloc(0))).toBe(true);
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
});

test.each(NAMES)('a name in $language is set in a face that holds every letter', async (name) => {
  const rendered = await renderFor(name.native, name.latin, name.tag);
  expect(rendered.missing).toEqual([]);
  expect(fonts(rendered)).toContain(name.face);
  const glyphs = shownGlyphs(rendered.pdf).flat();
  expect(glyphs.length).toBeGreaterThan(300);
  expect(glyphs.filter(({ glyph }) => glyph === 0)).toEqual([]);
});

const HOSTILE = [
  ['a function', '#read("/etc/passwd")'],
  ['a function in brackets', '#{ panic() } #eval("1") #import "x"'],
  ['mathematics', '$x^2$ $ #x $'],
  ['a backslash and an escape', '\\ \\u{41} \\\\'],
  ['emphasis', '*bold* _x_ `raw` = heading - list + list / term: x'],
  ['a label and a reference', '<b>bold</b> <label> @ref @'],
  ['quotes', '"two" \'one\' “both” ”]); #x'],
  ['a comment', '// gone /* gone */'],
  ['JSON and SVG', '"}],"x":{" </svg><script>alert(1)</script>'],
  ['the words of a PDF', ') Tj ET endstream endobj xref trailer <</Root 1 0 R>> startxref %%EOF'],
] as const;

test.each(HOSTILE)('a name that looks like %s is plain text', async (_what, name) => {
  const rendered = await renderFor(name, name);
  expect(pages(rendered)).toBe('1');
  expect(rendered.missing).toEqual([]);
  expect(wordsShown(rendered.pdf)).toContain(name.replaceAll(/\s/g, ''));
});

test('what a course chose is plain text as well, wherever it stands', async () => {
  for (const [, hostile] of HOSTILE) {
    const input = printable({
      design: {
        heading: hostile,
        statement: hostile,
        signatories: [{ name: hostile, role: hostile, signature: null }],
        transcript: true,
      },
      credential: hostile,
    });
    const { pdf } = await render(input);
    const shown = wordsShown(pdf).split(hostile.replaceAll(/\s/g, '')).length - 1;
    expect(shown, hostile).toBe(4);
  }
});

test('a native name that no font holds gives way to the Latin one and is reported', async () => {
  const rendered = await renderFor('ნინო', 'Nino Beridze');
  const latinOnly = await renderFor('Nino Beridze', 'Nino Beridze', 'en');
  expect(rendered.missing).toEqual(['ნ', 'ი', 'ო']);
  expect(Buffer.compare(rendered.pdf, latinOnly.pdf)).toBe(0);
});

test('a certificate without any printable name still comes out', async () => {
  for (const name of ['', '\u202e\0', '👩‍👩‍👧', '\ud800', '\u0301']) {
    expect(pages(await renderFor(name, name))).toBe('1');
  }
});

test('marks that turn the direction of a text are not printed', async () => {
  const rendered = await renderFor('Sara\u202e\u2066 Ahmadi', 'Sara Ahmadi', 'en');
  const plain = await renderFor('Sara Ahmadi', 'Sara Ahmadi', 'en');
  expect(Buffer.compare(rendered.pdf, plain.pdf)).toBe(0);
});

test.each([
  ['Latin', 'en', 'Abdulkhaliqov Muhammadaminjon '.repeat(4)],
  ['Arabic', 'fa', 'سید محمدرضا حسینی طباطبایی نژاد '.repeat(4)],
  ['Urdu', 'ur', 'سید محمد رضا حسینی چوہدری '.repeat(5)],
  ['Chinese', 'zh', '彭'.repeat(120)],
  ['one word without a break', 'en', 'W'.repeat(120)],
])('a name of 120 characters (%s) stays on its one page', async (_script, tag, name) => {
  const rendered = await renderFor(name.slice(0, 120), name.slice(0, 120), tag);
  expect(pages(rendered)).toBe('1');
});

test('a folder without the fonts is named in the error', async () => {
  const broken = createRenderer({ folder: 'tests/support' });
  await expect(broken.render({ ...given, snapshot: snapshotOf() })).rejects.toThrow(/tests\/support/);
  await broken.close();
});

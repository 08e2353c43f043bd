import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRenderer } from '#lib/server/certificates/render-certificate.ts';
import { FULL_DESIGN, printable, variedModules } from '../../support/certificate-cases.ts';
import { validatePdfs, validatorLacks, type Standard, type Verdict } from '../../support/pdf-validator.ts';

const lacks = validatorLacks();
if (lacks) process.stderr.write(`PDF/A-3a and PDF/UA-1 are not checked by veraPDF here: ${lacks}.\n`);

const CERTIFICATES = {
  'latin.pdf': printable({
    holder: { nameNative: 'Nino Beridze', nameLatin: 'Nino Beridze', nameLanguage: 'en' },
  }),
  'persian.pdf': printable({
    holder: { nameNative: 'محمدرضا کیان‌پور', nameLatin: 'Mohammad-Reza Kianpour', nameLanguage: 'fa' },
  }),
  'urdu.pdf': printable({
    holder: { nameNative: 'خلیل رضا ڈاکٹر', nameLatin: 'Khalil Raza', nameLanguage: 'ur' },
  }),
  'chinese.pdf': printable({ holder: { nameNative: '张华', nameLatin: 'Zhang Hua', nameLanguage: 'zh' } }),
  'fallback.pdf': printable({
    holder: { nameNative: 'ნინო', nameLatin: 'Nino Beridze', nameLanguage: 'ka' },
  }),
  'design.pdf': printable({ design: FULL_DESIGN, snapshot: { modules: variedModules() } }),
  'signed.pdf': printable({ design: { ...FULL_DESIGN, logos: [], transcript: false, accent: '#ffd166' } }),
  'logos.pdf': printable({ design: { ...FULL_DESIGN, signatories: [], heading: 'گواهی پایان دوره' } }),
  'transcript.pdf': printable({ design: { transcript: true } }),
  'hostile.pdf': printable({
    holder: { nameNative: ')>> endobj (', nameLatin: '<b> & ]]> endstream', nameLanguage: 'en' },
  }),
  'preview.pdf': printable({ credential: null }),
};

const changed = (pdf: Uint8Array, from: string, to: string): Uint8Array => {
  const text = Buffer.from(pdf).toString('latin1');
  if (from.length !== to.length || !text.includes(from))
    throw new Error(`The file does not say ${from}, or would grow.`);
  return Buffer.from(text.replaceAll(from, to), 'latin1');
};

describe.skipIf(lacks !== null)(`by veraPDF${lacks ? ` (skipped: ${lacks})` : ''}`, () => {
  const { render, close } = createRenderer();
  let verdicts: Record<string, Record<Standard, Verdict>> = {};
  const brokenRules = (file: string, standard: Standard) => verdicts[file]?.[standard]?.broken;

  beforeAll(async () => {
    const files: Record<string, Uint8Array> = {};
    for (const [name, input] of Object.entries(CERTIFICATES)) files[name] = (await render(input)).pdf;
    const sound = files['latin.pdf'] ?? new Uint8Array();
    files['unnamed.pdf'] = changed(sound, '<pdfuaid:part>1<', '<pdfuaid:part>7<');
    files['unmarked.pdf'] = changed(sound, '/Metadata ', '/Xetadata ');
    files['speechless.pdf'] = changed(sound, '/Alt (', '/Xlt (');
    files['cut.pdf'] = sound.slice(0, 300);
    verdicts = await validatePdfs(files);
  }, 180_000);
  afterAll(close);

  test.each(Object.keys(CERTIFICATES))('%s is a PDF/A-3a', (file) => {
    expect(brokenRules(file, '3a')).toEqual([]);
    expect(verdicts[file]?.['3a'].checks).toBeGreaterThan(1_000);
  });

  test.each(Object.keys(CERTIFICATES))('%s is a PDF/UA-1', (file) => {
    expect(brokenRules(file, 'ua1')).toEqual([]);
    expect(verdicts[file]?.ua1.checks).toBeGreaterThan(500);
  });

  test('files that break a standard are told apart', () => {
    expect(brokenRules('unnamed.pdf', '3a')).toEqual([]);
    expect(brokenRules('unnamed.pdf', 'ua1')).not.toEqual([]);
    expect(brokenRules('unmarked.pdf', '3a')).not.toEqual([]);
    expect(brokenRules('speechless.pdf', 'ua1')).not.toEqual([]);
    expect(brokenRules('cut.pdf', '3a')).not.toEqual([]);
  });
});

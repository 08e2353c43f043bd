import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib';
import { afterAll, expect, test } from 'vitest';
import { createRenderer } from '#lib/server/certificates/render-certificate.ts';
import { FULL_DESIGN, printable, variedModules } from '../../support/certificate-cases.ts';
import { wordsShown } from '../../support/pdf-text.ts';

const { render, close } = createRenderer({ processes: 1 });
afterAll(close);

const latin = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
const parsed = (pdf: Uint8Array) => PDFDocument.load(pdf, { updateMetadata: false });

test('the file says its code and address in its raw bytes', async () => {
  const input = printable();
  const text = latin((await render(input)).pdf);
  expect(text).toContain(`<dc:identifier>${input.verifyUrl}</dc:identifier>`);
  expect(text).toContain(`<rdf:li>${input.code}</rdf:li>`);
  expect(text).toContain('<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
  expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(text).toContain('<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>');
  expect(text).toContain('Certificate of completion: Pathways for Industrial Decarbonization</rdf:li>');
  expect(text).toContain('<dc:creator><rdf:Seq><rdf:li>Pathways</rdf:li></rdf:Seq></dc:creator>');
});

test('another reader of PDF finds every object where the table says it is, and the title is what is shown', async () => {
  for (const design of [null, FULL_DESIGN]) {
    const { pdf } = await render(printable({ ...(design && { design }) }));
    const document = await parsed(pdf);
    expect(document.getPageCount()).toBe(design ? 2 : 1);
    expect(document.catalog.lookup(PDFName.of('Lang'), PDFString).asString()).toBe('en');
    const preferences = document.catalog.lookup(PDFName.of('ViewerPreferences'), PDFDict);
    expect(String(preferences.get(PDFName.of('DisplayDocTitle')))).toBe('true');
    for (const page of document.getPages()) expect(String(page.node.get(PDFName.of('Tabs')))).toBe('/S');
    const offsets = [...latin(pdf).matchAll(/\n(\d{10}) 00000 n/g)].map(([, at]) => Number(at));
    offsets.forEach((at, index) => expect(latin(pdf).slice(at)).toMatch(new RegExp(`^${index + 1} 0 obj`)));
  }
});

test('the credential is attached byte for byte, as the source of the file', async () => {
  const credential = JSON.stringify({ name: 'Әлия “سارا” 张华', long: 'x'.repeat(9_000) });
  const document = await parsed((await render(printable({ credential }))).pdf);
  const files = document.catalog.lookup(PDFName.of('AF'), PDFArray);
  expect(files.size()).toBe(1);
  const file = files.lookup(0, PDFDict);
  expect(String(file.get(PDFName.of('AFRelationship')))).toBe('/Source');
  expect(file.lookup(PDFName.of('F'), PDFString).decodeText()).toBe('credential.json');
  expect(file.has(PDFName.of('Desc'))).toBe(true);
  const stream = file.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'));
  if (!(stream instanceof PDFRawStream)) throw new Error('The file has no content.');
  expect(String(stream.dict.get(PDFName.of('Subtype')))).toBe('/application#2Fjson');
  expect(inflateSync(stream.contents).toString('utf8')).toBe(credential);
});

test('a preview carries no credential', async () => {
  const document = await parsed((await render(printable({ credential: null }))).pdf);
  expect(document.catalog.has(PDFName.of('AF'))).toBe(false);
});

test('one byte of the credential changed is another file', async () => {
  const hash = async (credential: string) =>
    createHash('sha256')
      .update((await render(printable({ credential }))).pdf)
      .digest('hex');
  expect(await hash('{"a":1}')).toBe(await hash('{"a":1}'));
  expect(await hash('{"a":1}')).not.toBe(await hash('{"a":2}'));
});

test('the transcript is a table with cells that head its columns', async () => {
  const { pdf } = await render(
    printable({ design: { transcript: true }, snapshot: { modules: variedModules() } }),
  );
  const count = (tag: string) => [...latin(pdf).matchAll(new RegExp(`/S /${tag}\\b`, 'g'))].length;
  expect([count('Table'), count('TH'), count('TR'), count('TD')]).toEqual([1, 4, 6, 20]);
  const words = wordsShown(pdf, 1);
  for (const shown of [
    'Coalpowerinshort',
    '1March2026',
    '80%',
    'None',
    'Audioandtranscript',
    'Notkept',
    '5hours',
  ])
    expect(words).toContain(shown);
});

test('a certificate from before ways were kept has no column for them', async () => {
  const { pdf } = await render(printable({ design: { transcript: true } }));
  expect([...latin(pdf).matchAll(/\/S \/TH\b/g)]).toHaveLength(3);
  expect(wordsShown(pdf, 1)).not.toContain('Lecture');
});

test('a transcript of many modules goes on to another page', async () => {
  const [module] = variedModules();
  if (!module) throw new Error('There is no module.');
  const modules = Array.from({ length: 30 }, (_, index) => ({ ...module, title: `Module ${index + 1}` }));
  const { pdf } = await render(printable({ design: { transcript: true }, snapshot: { modules } }));
  expect((await parsed(pdf)).getPageCount()).toBe(3);
  expect(wordsShown(pdf, 2)).toContain('Module30');
});

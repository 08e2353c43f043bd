import { expect, test } from 'vitest';
import { drawPlainPreview, drawPreview } from '#lib/server/certificates/images/draw-preview.ts';
import { coverageFor } from '#lib/server/certificates/images/name-coverage.ts';
import { rasterise } from '#lib/server/certificates/images/rasterise.ts';
import { snapshotOf } from '../../../support/factories/certificates.ts';
import { readPng } from '../../../support/unbake.ts';

const host = 'learn.example.org';

async function draw(
  holder: Parameters<typeof snapshotOf>[0] = {},
  kind: 'certificate' | 'badge' = 'certificate',
) {
  const snapshot = snapshotOf(holder);
  const coverage = await coverageFor(snapshot.holder.nameNative + snapshot.holder.nameLatin);
  return drawPreview(snapshot, { kind, host, coverage });
}
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

test('the picture says who completed what, its sectors, and where that is verified', async () => {
  expect(textsOf(await draw())).toEqual([
    'Certificate of completion',
    'سارا احمدی',
    'Sara Ahmadi',
    'Pathways for Industrial Decarbonization',
    ...['Coal power', 'Cement', 'Steel', 'Chemicals', 'Low-carbon transport'],
    'Verified at learn.example.org',
  ]);
});

test('the picture of a badge names the module', async () => {
  expect(textsOf(await draw({}, 'badge'))).toEqual(
    expect.arrayContaining(['Badge of a course module', 'Coal power in short']),
  );
});

test.each([
  ['Ayşe Yıldırım', 'Ayse Yildirim', 'tr', 'Brygada 1918'],
  ['Айгерім Нұрланқызы', 'Aigerim', 'kk', 'Brygada 1918'],
  ['خلیل رضا', 'Khalil Raza', 'ur', 'Noto Nastaliq Urdu'],
  ['سارا احمدی', 'Sara Ahmadi', 'fa', 'Noto Naskh Arabic'],
  ['李小龙', 'Li Xiaolong', 'zh', 'Noto Serif SC'],
])('%s is set in a face that holds every letter', async (nameNative, nameLatin, nameLanguage, family) => {
  const svg = await draw({ nameNative, nameLatin, nameLanguage });
  expect(textsOf(svg).slice(1, 3)).toEqual([nameNative, nameLatin]);
  const [, families] =
    /font-family="([^"]+)"[^>]*>(?=[^<]*<\/text>)/.exec(svg.slice(svg.indexOf(`y="212"`))) ?? [];
  expect(families).toContain(family);
});

test('a name that no font holds gives way to the Latin one, and to none at all', async () => {
  expect(textsOf(await draw({ nameNative: 'ნინო', nameLatin: 'Nino', nameLanguage: 'ka' }))[1]).toBe('Nino');
  const without = textsOf(await draw({ nameNative: 'ნინო', nameLatin: 'ნინო', nameLanguage: 'ka' }));
  expect(without[1]).toBe('Pathways for Industrial Decarbonization');
});

test('what a name holds is text', async () => {
  const svg = await draw({ nameNative: '<b>&"', nameLatin: 'A', nameLanguage: 'en' });
  expect(svg).toContain('&lt;b&gt;&amp;&quot;');
});

test('the plain picture names nobody', () => {
  expect(textsOf(drawPlainPreview('Pathways', host))).toEqual([
    'Check a certificate',
    'Anyone can check a certificate of Pathways',
    host,
  ]);
});

test('the picture has the size that other sites expect', async () => {
  const header = readPng(await rasterise(await draw(), 1200))[0]?.data;
  expect([header?.readUInt32BE(0), header?.readUInt32BE(4)]).toEqual([1200, 630]);
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SECTORS } from '#lib/domain/courses/course.ts';
import { bakePng, bakeSvg } from '#lib/server/certificates/images/bake.ts';
import { drawBadge } from '#lib/server/certificates/images/draw-badge.ts';
import { HOUSE, SECTOR_COLOURS } from '#lib/server/certificates/images/house-colours.ts';
import { rasterise } from '#lib/server/certificates/images/rasterise.ts';
import { breakLines, escapeXml, fitSize } from '#lib/server/certificates/images/svg-text.ts';
import { linearRgb, readSchemes, type Oklch } from '../../../support/colours.ts';
import { snapshotOf } from '../../../support/factories/certificates.ts';
import { readPng, unbakePng, unbakeSvg } from '../../../support/unbake.ts';

const { modules, issuer } = snapshotOf();
const draw = (given: Partial<(typeof modules)[number]> = {}) => {
  const [module] = modules;
  if (!module) throw new Error('a sample without modules');
  return drawBadge({ ...module, ...given }, issuer);
};
const credentialOf = (name: string) => JSON.stringify({ '@context': ['https://w3.org/ns'], name }, null, 2);
const NAMES = [
  'Sara',
  ']]>',
  ']]]]><![CDATA[>',
  '</svg>',
  '&lt;',
  'سارا احمدی',
  '李小龙',
  '\\u0000',
  '$& $1 $$',
];

test('a credential comes out of the drawing as it went in, whatever a name holds', () => {
  for (const name of NAMES) {
    const baked = bakeSvg(draw(), credentialOf(name));
    expect(unbakeSvg(baked)).toEqual([credentialOf(name)]);
  }
  const names = fc.string({ unit: 'grapheme' }).filter((name) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(name));
  fc.assert(
    fc.property(names, (name) => {
      expect(unbakeSvg(bakeSvg(draw(), credentialOf(name)))).toEqual([credentialOf(name)]);
    }),
  );
});

test('the credential is the first element of the drawing, in its own namespace, with no mark of a signed token', () => {
  const baked = bakeSvg(draw(), credentialOf('Sara'));
  expect(baked).toMatch(
    /^<svg xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0" xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><openbadges:credential><!\[CDATA\[\{/,
  );
});

test('a credential comes out of the PNG as it went in, once and not compressed, and every checksum holds', async () => {
  const png = await rasterise(draw(), 120);
  for (const name of NAMES) {
    const baked = bakePng(png, credentialOf(name));
    expect(unbakePng(baked)).toEqual([credentialOf(name)]);
    const chunks = readPng(baked);
    expect(chunks.every(({ isWhole }) => isWhole)).toBe(true);
    expect(chunks.map(({ type }) => type).slice(0, 2)).toEqual(['IHDR', 'iTXt']);
    expect(chunks.at(-1)?.type).toBe('IEND');
    const others = chunks.filter(({ type }) => type !== 'iTXt');
    expect(others).toEqual(readPng(png));
  }
  expect(() => bakePng(new TextEncoder().encode('<svg>'), '{}')).toThrow('Only a PNG');
});

test('the same badge gives the same bytes, and the PNG has the size that is asked for', async () => {
  const [one, two] = [await rasterise(draw(), 600), await rasterise(draw(), 600)];
  expect(Buffer.compare(one, two)).toBe(0);
  const header = readPng(one)[0]?.data;
  expect([header?.readUInt32BE(0), header?.readUInt32BE(4)]).toEqual([600, 600]);
});

test('a badge says its module, who issued it and when, and nothing of the holder or the mark', () => {
  const svg = draw({ shortTitle: 'Heat & <power>', scorePercent: 81 });
  expect(svg).toContain('Heat &amp; &lt;power&gt;');
  expect(svg).toContain('Pathways · 2026');
  expect(svg).not.toMatch(/Ahmadi|احمدی|81/);
  expect(unbakeSvg(svg)).toEqual([]);
});

test('a long title stands in two lines that fit, and is cut behind them', () => {
  const svg = draw({ shortTitle: 'Chemicals, petrochemicals, plastics, fertilisers and everything else' });
  const lines = [...svg.matchAll(/font-size="([\d.]+)"[^>]*>([^<]+)</g)].map(([, , text]) => text);
  expect(lines).toEqual(['Chemicals,', 'petrochemicals,…', 'Pathways · 2026']);
});

test('texts are fitted and broken between words', () => {
  expect(fitSize('twenty letters in it', 448, 60)).toBeCloseTo(40, 0);
  expect(fitSize('short', 448, 60)).toBe(60);
  expect(fitSize('李小龙李小龙李小龙李', 408, 60)).toBeCloseTo(40, 0);
  expect(breakLines('one two three four', 100, 20, 9)).toEqual(['one two', 'three', 'four']);
  expect(breakLines('one two three four', 100, 20, 2)).toEqual(['one two', 'three…']);
  expect(escapeXml(`<a b="c">&`)).toBe('&lt;a b=&quot;c&quot;&gt;&amp;');
});

test('the colours of pictures are those of the pages', () => {
  const { light } = readSchemes(readFileSync('src/lib/styles/tokens.css', 'utf8'));
  const token = (sector: string, name: string) => hex(light.get(sector)?.get(name) ?? [0, 0, 0]);
  expect(HOUSE).toEqual({
    paper: token('neutral', 'paper'),
    raised: token('neutral', 'paper-raised'),
    ink: token('neutral', 'ink'),
    soft: token('neutral', 'ink-soft'),
    line: token('neutral', 'line'),
  });
  for (const sector of SECTORS)
    expect(SECTOR_COLOURS[sector]).toEqual({
      accent: token(sector, 'accent'),
      plate: token(sector, 'plate'),
      line: token(sector, 'plate-ink'),
    });
});

function hex(colour: Oklch): string {
  const parts = linearRgb(colour).map((part) => {
    const linear = Math.min(1, Math.max(0, part));
    const shown = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    return Math.round(shown * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

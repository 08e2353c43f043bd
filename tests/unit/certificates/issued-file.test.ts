import { describe, expect, test } from 'vitest';
import {
  LARGEST_CREDENTIAL_BYTES,
  MOST_CODES,
  readIssuedFile,
} from '#lib/domain/certificates/issued-file.ts';
import { bakedPng, bakedSvg } from '../../support/badge-pictures.ts';
import { codeNumber } from '../../support/factories/certificates.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const [code, other] = [codeNumber(1), codeNumber(2)];
const link = (of: string) => `https://learn.example.org/verify/${of}`;
const credential = JSON.stringify({ id: link(code), proof: [] });

describe('what a file is', () => {
  test.each([
    ['pdf', bytesOf(`%PDF-1.7\n<dc:identifier>${link(code)}</dc:identifier>`)],
    ['pdf', bytesOf(`\n\n%PDF-1.7\n(${link(code)})`)],
    ['credential', bytesOf(credential)],
    ['credential', bytesOf(`  \n${credential}`)],
    ['badge', bakedSvg(credential)],
    ['badge', bakedPng([credential])],
    ['other', bytesOf(`See ${link(code)}`)],
    ['other', bakedSvg()],
    ['other', bakedPng([])],
  ] as const)('%s', (kind, bytes) => {
    expect(readIssuedFile(bytes).kind).toBe(kind);
  });

  test('is read from its bytes: nothing, and bytes without meaning, are nothing of ours', () => {
    const random = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251);
    for (const bytes of [
      new Uint8Array(),
      random,
      bytesOf('{'),
      bytesOf('<svg'),
      new Uint8Array([0x89, 0x50]),
    ])
      expect(readIssuedFile(bytes)).toMatchObject({ codes: [], credential: null });
  });
});

describe('what is compared', () => {
  test('is the whole file, to the last byte', () => {
    const bytes = bytesOf(` ${credential}\n`);
    expect(readIssuedFile(bytes).compared).toEqual(bytes);
  });

  test('is the credential in a badge picture, without what stands around it, and its line break', () => {
    const framed = [bakedSvg(credential), bakedPng([credential]), bakedSvg(`\n  ${credential}\n\n`)];
    for (const picture of framed) {
      const { compared, credential: document } = readIssuedFile(picture);
      expect(new TextDecoder().decode(compared)).toBe(`${credential}\n`);
      expect(document).toMatchObject({ id: link(code) });
    }
  });

  test('of an SVG is put together again where CDATA had to be cut', () => {
    const cut = bakedSvg('{"a":"]]]]><![CDATA[>"}');
    expect(readIssuedFile(cut).credential).toEqual({ a: ']]>' });
  });

  test('is nothing inside a picture that holds two credentials, or one that is packed', () => {
    for (const picture of [
      bakedSvg(credential, credential),
      bakedPng([credential, credential]),
      bakedPng([credential], { compressed: true }),
    ])
      expect(readIssuedFile(picture)).toMatchObject({ kind: 'other', credential: null });
  });

  test('is no document where a credential is far larger than ours: it is not even read', () => {
    const padded = bytesOf(JSON.stringify({ id: link(code), pad: 'x'.repeat(LARGEST_CREDENTIAL_BYTES) }));
    expect(readIssuedFile(padded)).toMatchObject({ kind: 'credential', credential: null, codes: [code] });
  });

  test('is unharmed by a picture whose chunks lie about their length', () => {
    const picture = bakedPng([credential]);
    const lying = picture.slice();
    lying.set([0xff, 0xff, 0xff, 0xff], 33);
    expect(readIssuedFile(lying).kind).toBe('other');
    for (let end = 0; end < picture.length; end += 3)
      expect(() => readIssuedFile(picture.subarray(0, end))).not.toThrow();
  });
});

describe('which codes it names', () => {
  test('each once, in any spelling, those of links first', () => {
    const text = `%PDF-1.7 ${other} ${link(code.toLowerCase())} ${link(code)}`;
    expect(readIssuedFile(bytesOf(text)).codes).toEqual([code, other]);
  });

  test('of a credential first the one that is its address, however its letters are escaped', () => {
    const escaped = `{"note":"${link(other)}","id":"${[...link(code)]
      .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('')}"}`;
    expect(readIssuedFile(bytesOf(escaped)).codes).toEqual([code, other]);
  });

  test(`${MOST_CODES} at most, however many there are`, () => {
    const many = Array.from({ length: 40 }, (_, index) => link(codeNumber(index + 1))).join(' ');
    expect(readIssuedFile(bytesOf(many)).codes).toHaveLength(MOST_CODES);
  });

  test('none where there is only something like one', () => {
    const uuid = '0190f1e2-7a1b-7c3d-8e4f-0123456789ab';
    for (const text of [uuid, `x${code}x`, code.slice(0, -1), '/verify/elsewhere', 'U'.repeat(26)])
      expect(readIssuedFile(bytesOf(text)).codes).toEqual([]);
  });

  test.each([
    ['openings that never close', `<svg>${'<openbadges:credential>'.repeat(200_000)}`],
    ['openings that never end', `<svg>${'<openbadges:credential '.repeat(200_000)}`],
    [
      'quotes that never close',
      `<svg><openbadges:credential>${'<![CDATA['.repeat(500_000)}</openbadges:credential>`,
    ],
    ['links without a code', `${'/verify/'.repeat(600_000)}`],
    ['one code again and again', `${codeNumber(1)} `.repeat(150_000)],
    ['dashes', '-'.repeat(5_000_000)],
    ['something like codes', 'AAAAA-AAAAA-'.repeat(400_000)],
  ])('and five megabytes of %s cost no time', (_what, text) => {
    const begun = performance.now();
    readIssuedFile(bytesOf(text));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test('found in a large file in a moment', () => {
    const large = new Uint8Array(20_000_000).fill(0x41);
    large.set(bytesOf(` ${code} `), 19_000_000);
    const begun = performance.now();
    expect(readIssuedFile(large).codes).toEqual([code]);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

/** Badge pictures with a credential inside, as the specification of Open Badges 3.0 bakes them, and as nobody should. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** An SVG; each text stands in an element of its own. */
export const bakedSvg = (...credentials: string[]): Uint8Array =>
  new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 9 9">${credentials
      .map((text) => `<openbadges:credential><![CDATA[${text}]]></openbadges:credential>`)
      .join('')}<circle r="4"/></svg>`,
  );

/** A PNG without a picture in it; each text stands in a chunk of its own. Checksums are not filled in. */
export function bakedPng(credentials: readonly string[], { compressed = false } = {}): Uint8Array {
  const chunks = credentials.map((text) =>
    chunk('iTXt', [
      ...ascii('openbadgecredential'),
      0,
      compressed ? 1 : 0,
      0,
      0,
      0,
      ...new TextEncoder().encode(text),
    ]),
  );
  return new Uint8Array([
    ...SIGNATURE,
    ...chunk('IHDR', new Array<number>(13).fill(0)),
    ...chunks.flat(),
    ...chunk('IEND', []),
  ]);
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

const chunk = (type: string, body: readonly number[]): number[] => [
  ...new Uint8Array(new Uint32Array([body.length]).buffer).reverse(),
  ...ascii(type),
  ...body,
  ...[0, 0, 0, 0],
];

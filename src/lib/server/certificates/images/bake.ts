import { crc32 } from 'node:zlib';

/**
 * Puts a credential into a picture of it, as Open Badges 3.0 says ("Baking", https://www.imsglobal.org/spec/ob/v3p0/#baking): a picture that goes through
 * hands takes its proof along. The credential is taken byte for byte.
 */

const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';

/**
 * As the first element of the drawing, in a CDATA section. `]]>` inside a name would end it; such a place is split over two sections, which a reader of XML
 * joins again.
 */
export function bakeSvg(svg: string, credential: string): string {
  const body = credential.replaceAll(']]>', ']]]]><![CDATA[>');
  const element = `<openbadges:credential><![CDATA[${body}]]></openbadges:credential>`;
  return svg.replace(
    /^<svg([^>]*)>/,
    (_root, attributes: string) => `<svg xmlns:openbadges="${NAMESPACE}"${attributes}>${element}`,
  );
}

const SIGNATURE_BYTES = 8;
const KEYWORD = 'openbadgecredential';

/** As an uncompressed `iTXt` chunk right behind the header chunk. Nothing else of the picture changes. Throws for bytes that are no PNG. */
export function bakePng(png: Uint8Array, credential: string): Uint8Array {
  const picture = Buffer.from(png);
  if (picture.toString('latin1', 1, 4) !== 'PNG') throw new Error('Only a PNG can be baked.');
  const headerEnd = SIGNATURE_BYTES + chunkLength(picture.readUInt32BE(SIGNATURE_BYTES));
  // Keyword, then: not compressed, no method, no language, no translated keyword (PNG, 11.3.4.5).
  const text = Buffer.concat([
    Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1'),
    Buffer.from(credential, 'utf8'),
  ]);
  return new Uint8Array(
    Buffer.concat([picture.subarray(0, headerEnd), chunk('iTXt', text), picture.subarray(headerEnd)]),
  );
}

/** Length, type and checksum are four bytes each. */
const chunkLength = (dataLength: number): number => dataLength + 12;

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(chunkLength(data.length));
  bytes.writeUInt32BE(data.length, 0);
  named.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(named), bytes.length - 4);
  return bytes;
}

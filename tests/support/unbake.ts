import sax from 'sax';

/** What a reader of badges finds in a picture, written without a look at how it was put in. */

/** Texts of the elements of Open Badges that come directly below the root, before anything else. */
export function unbakeSvg(svg: string): string[] {
  const parser = sax.parser(true, { xmlns: true });
  const found: string[] = [];
  let [depth, isInside] = [0, false];
  parser.onopentag = (tag) => {
    depth += 1;
    const { uri, local } = tag as sax.QualifiedTag;
    isInside = depth === 2 && uri === 'https://purl.imsglobal.org/ob/v3p0' && local === 'credential';
    if (isInside) found.push('');
  };
  parser.onclosetag = () => {
    depth -= 1;
    isInside = false;
  };
  const add = (text: string) => {
    if (isInside) found[found.length - 1] += text;
  };
  parser.oncdata = add;
  parser.ontext = add;
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(svg).close();
  return found;
}

export interface PngChunk {
  type: string;
  data: Buffer;
  /** The checksum holds. */
  isWhole: boolean;
}

export function readPng(png: Uint8Array): PngChunk[] {
  const bytes = Buffer.from(png);
  const chunks: PngChunk[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    chunks.push({
      type: named.toString('latin1', 0, 4),
      data: named.subarray(4),
      isWhole: checksum(named) === bytes.readUInt32BE(at + 8 + length),
    });
    at += 12 + length;
  }
  return chunks;
}

/** CRC-32 as PNG, annex D, bit by bit. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Texts of the uncompressed chunks of Open Badges. */
export function unbakePng(png: Uint8Array): string[] {
  return readPng(png)
    .filter(({ type }) => type === 'iTXt')
    .flatMap(({ data }) => {
      const end = data.indexOf(0);
      if (data.toString('latin1', 0, end) !== 'openbadgecredential' || data[end + 1] !== 0) return [];
      const language = data.indexOf(0, end + 3);
      return [data.toString('utf8', data.indexOf(0, language + 1) + 1)];
    });
}

import { createHash } from 'node:crypto';
import sanitizeHtml from 'sanitize-html';
import type { Picture } from '#lib/domain/questions/hotspot.ts';

/** A picture that may be stored: its type and size were read from its bytes, and an SVG holds nothing but drawing. */
export interface StoredPicture extends Omit<Picture, 'alt'> {
  bytes: Uint8Array;
}

export const LARGEST_PICTURE_BYTES = 300_000;
const MOST_PIXELS = 4_000;

type Size = Pick<Picture, 'mediaType' | 'width' | 'height'>;

/** Reads a picture, or says in words for its author why it cannot be taken. */
export function readPicture(bytes: Uint8Array): StoredPicture | { fault: string } {
  if (bytes.length > LARGEST_PICTURE_BYTES)
    return { fault: `the picture is larger than ${LARGEST_PICTURE_BYTES / 1000} KB` };
  const data = Buffer.from(bytes);
  const size = sizeOfPng(data) ?? sizeOfJpeg(data) ?? sizeOfWebp(data);
  if (size) return stored(size, data);
  const svg = cleanSvg(data.toString('utf8'));
  return svg
    ? stored(svg.size, Buffer.from(svg.text))
    : { fault: 'the picture is no PNG, JPEG, WebP or SVG' };
}

function stored(size: Size, bytes: Buffer): StoredPicture | { fault: string } {
  const { width, height } = size;
  if (!(width >= 1 && height >= 1 && width <= MOST_PIXELS && height <= MOST_PIXELS))
    return { fault: `the picture must be 1 to ${MOST_PIXELS} pixels wide and high` };
  return { ...size, hash: createHash('sha256').update(bytes).digest('hex'), bytes: new Uint8Array(bytes) };
}

function sizeOfPng(data: Buffer): Size | null {
  if (data.length < 24 || data.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return null;
  return { mediaType: 'image/png', width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}

/** The size stands in the first frame header (SOF0 to SOF15, but not the tables C4, C8 and CC among them). */
function sizeOfJpeg(data: Buffer): Size | null {
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < data.length && data[at] === 0xff; at += 2 + data.readUInt16BE(at + 2)) {
    const marker = data[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { mediaType: 'image/jpeg', height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
  }
  return null;
}

function sizeOfWebp(data: Buffer): Size | null {
  if (
    data.length < 30 ||
    data.toString('latin1', 0, 4) !== 'RIFF' ||
    data.toString('latin1', 8, 12) !== 'WEBP'
  )
    return null;
  const size = (width: number, height: number): Size => ({ mediaType: 'image/webp', width, height });
  switch (data.toString('latin1', 12, 16)) {
    case 'VP8X':
      return size(data.readUIntLE(24, 3) + 1, data.readUIntLE(27, 3) + 1);
    case 'VP8L': {
      const bits = data.readUInt32LE(21);
      return size((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    default:
      return size(data.readUInt16LE(26) & 0x3fff, data.readUInt16LE(28) & 0x3fff);
  }
}

const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'];
const PAINT = [
  ...['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin'],
  ...['stroke-dasharray', 'stroke-opacity', 'opacity', 'transform'],
];
const PLACES = [
  ...['d', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'dx', 'dy', 'width', 'height'],
  ...['points', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline'],
];

/** Shapes and text only: no script, style, link, reference or picture inside; the size is that of its view box. */
function cleanSvg(text: string): { text: string; size: Size } | null {
  if (!/^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text)) return null;
  const drawing = sanitizeHtml(text, {
    allowedTags: ['svg', 'g', 'title', 'desc', ...SHAPES],
    allowedAttributes: { svg: ['viewBox', 'xmlns', ...PAINT], g: PAINT, '*': [...PAINT, ...PLACES] },
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
    // An address in a paint (`url(...)`) would be fetched.
    transformTags: { '*': (tagName, attribs) => ({ tagName, attribs: withoutAddresses(attribs) }) },
  }).trim();
  const box = /^<svg[^>]*\sviewBox="\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*"/.exec(drawing);
  if (!box) return null;
  const [width, height] = [Math.round(Number(box[1])), Math.round(Number(box[2]))];
  const sized = drawing.replace(/^<svg(?![^>]*\sxmlns=)/, '<svg xmlns="http://www.w3.org/2000/svg"');
  return {
    text: sized.replace(/^<svg/, `<svg width="${width}" height="${height}"`),
    size: { mediaType: 'image/svg+xml', width, height },
  };
}

const withoutAddresses = (attribs: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(attribs).filter(([name, value]) =>
      name === 'xmlns' ? value === 'http://www.w3.org/2000/svg' : !/url\s*\(|:\/\//i.test(value),
    ),
  );

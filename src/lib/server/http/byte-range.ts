/** Which bytes of `size` a `Range` header asks for: from `from` up to, not including, `to`. */
export type ByteRange = { from: number; to: number } | 'whole' | 'unsatisfiable';

/**
 * RFC 9110, section 14: one range of bytes, also `500-` and the suffix `-500`. Several ranges, other units and what cannot be read count as no range, which
 * the RFC allows. Worked example: `bytes=-500` of 2,000 bytes is 1,500 to 2,000.
 */
export function readRange(header: string | null, size: number): ByteRange {
  const [, first = '', last = ''] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '')
    return Number(last) === 0 ? 'unsatisfiable' : { from: Math.max(0, size - Number(last)), to: size };
  const [from, to] = [Number(first), last === '' ? size : Math.min(size, Number(last) + 1)];
  if (last !== '' && Number(last) < from) return 'whole';
  return from >= size ? 'unsatisfiable' : { from, to };
}

interface Served {
  size: number;
  /** Quoted, strong. */
  etag: string;
  headers: Record<string, string>;
  read(window: { from: number; to: number }): Promise<ReadableStream<Uint8Array>>;
}

/**
 * Answers GET and HEAD for bytes that never change under their address: whole, a range (206), nothing new (304), or a range that is not there (416). With an
 * `If-Range` that names other bytes the whole is sent. The bytes are read while they are sent.
 */
export async function serveBytes(request: Request, { size, etag, headers, read }: Served): Promise<Response> {
  const given = { 'accept-ranges': 'bytes', etag, ...headers };
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim());
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers: given });
  const condition = request.headers.get('if-range');
  const isCurrent = condition === null || condition.trim() === etag;
  const range = isCurrent ? readRange(request.headers.get('range'), size) : 'whole';
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { ...given, 'content-range': `bytes */${size}` } });
  const window = range === 'whole' ? { from: 0, to: size } : range;
  return new Response(request.method === 'HEAD' ? null : await read(window), {
    status: range === 'whole' ? 200 : 206,
    headers: {
      ...given,
      'content-length': String(window.to - window.from),
      ...(range !== 'whole' && { 'content-range': `bytes ${window.from}-${window.to - 1}/${size}` }),
    },
  });
}

/**
 * A small file of somebody's own that never changes, by the hash of its bytes: kept by their browser alone, which asks again each time and is answered
 * 304. `disposition` is a Content-Disposition.
 */
export const serveOwnFile = (
  request: Request,
  file: { bytes: Uint8Array<ArrayBuffer>; sha256: string; mediaType: string; disposition: string },
): Promise<Response> =>
  serveBytes(request, {
    size: file.bytes.length,
    etag: `"${file.sha256}"`,
    headers: {
      'content-type': file.mediaType,
      'content-disposition': file.disposition,
      'cache-control': 'private, no-cache',
    },
    read: ({ from, to }) => Promise.resolve(new Blob([file.bytes.subarray(from, to)]).stream()),
  });

/** A download under a name with any letters (RFC 6266, RFC 8187); what old clients read has plain ones. */
export function attachment(fileName: string): string {
  const plain = fileName.normalize('NFKD').replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

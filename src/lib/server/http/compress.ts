import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

const TEXT = /^(text\/|application\/(json|javascript|manifest\+json)|image\/svg)/;
const SMALLEST_WORTH_IT = 1_000;

/** The encodings that the client takes. A refused one (`q=0`) is not among them. */
const encodingsOf = (accepted: string | null): string[] =>
  (accepted ?? '')
    .split(',')
    .map((offer) => offer.trim().split(';'))
    .filter(([, q]) => !/q=0(\.0*)?$/.test((q ?? '').trim()))
    .map(([name]) => (name ?? '').trim().toLowerCase());

/** The best encoding that the client takes: `br`, `gzip` or null. */
export function chooseEncoding(accepted: string | null): 'br' | 'gzip' | null {
  const offers = encodingsOf(accepted);
  if (offers.includes('br')) return 'br';
  return offers.includes('gzip') || offers.includes('*') ? 'gzip' : null;
}

/** A file to be kept may have any length: it is compressed while it goes by. */
const isDownload = ({ headers }: Response) => headers.get('content-disposition')?.startsWith('attachment');

/** Compresses a text answer, so that slow lines carry less even without a proxy in front. Other answers pass unchanged. */
export async function compress(request: Request, response: Response): Promise<Response> {
  if (!TEXT.test(response.headers.get('content-type') ?? '') || response.headers.has('content-encoding'))
    return response;
  const accepted = request.headers.get('accept-encoding');
  const encoding = chooseEncoding(accepted);
  if (!encoding || !response.body || request.method === 'HEAD') return response;
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  if (isDownload(response)) return asItGoes(response, headers, encodingsOf(accepted));
  const body = Buffer.from(await response.arrayBuffer());
  if (body.length < SMALLEST_WORTH_IT)
    return new Response(new Uint8Array(body), { status: response.status, headers });
  const packed =
    encoding === 'br'
      ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : await gzipped(body, { level: 5 });
  headers.set('content-encoding', encoding);
  headers.set('content-length', String(packed.length));
  return new Response(new Uint8Array(packed), { status: response.status, headers });
}

function asItGoes(response: Response, headers: Headers, encodings: readonly string[]): Response {
  const { body, status } = response;
  if (!body || !encodings.includes('gzip')) return new Response(body, { status, headers });
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  const gzip = new CompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>;
  return new Response(body.pipeThrough(gzip), { status, headers });
}

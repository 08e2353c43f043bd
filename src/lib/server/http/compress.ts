import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

const TEXT = /^(text\/|application\/(json|javascript|manifest\+json)|image\/svg)/;
const SMALLEST_WORTH_IT = 1_000;

/** The best encoding that the client takes: `br`, `gzip` or null. A refused encoding (`q=0`) is not used. */
export function chooseEncoding(accepted: string | null): 'br' | 'gzip' | null {
  const offers = (accepted ?? '')
    .split(',')
    .map((offer) => offer.trim().split(';'))
    .filter(([, q]) => !/q=0(\.0*)?$/.test((q ?? '').trim()))
    .map(([name]) => (name ?? '').trim().toLowerCase());
  if (offers.includes('br')) return 'br';
  return offers.includes('gzip') || offers.includes('*') ? 'gzip' : null;
}

/** Compresses a text answer, so that slow lines carry less even without a proxy in front. Other answers pass unchanged. */
export async function compress(request: Request, response: Response): Promise<Response> {
  if (!TEXT.test(response.headers.get('content-type') ?? '') || response.headers.has('content-encoding'))
    return response;
  const encoding = chooseEncoding(request.headers.get('accept-encoding'));
  if (!encoding || !response.body || request.method === 'HEAD') return response;
  const body = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
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

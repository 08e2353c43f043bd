import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * A server that speaks as much of S3 as we use: PUT, GET with a range, HEAD, DELETE, and uploads in parts. It takes only requests that are signed
 * (AWS Signature Version 4) with its own key.
 */

export const KEY = { id: 'test-key', secret: 'a/secret+key', region: 'eu-central-1', bucket: 'media' };

export interface S3Server {
  /** As `STORAGE_URL` names it. */
  url: string;
  /** Objects by key, what the bucket holds. */
  objects: Map<string, Buffer>;
  /** Uploads in parts that are neither complete nor aborted. */
  open: Map<string, Buffer[]>;
  /** Method and kind of each request, in order. */
  said: string[];
  /** From now on a part of an upload is refused. */
  refuseParts: boolean;
  close(): Promise<void>;
}

export async function startS3Server(): Promise<S3Server> {
  const state = {
    objects: new Map<string, Buffer>(),
    open: new Map<string, Buffer[]>(),
    said: [] as string[],
    refuseParts: false,
  };
  const given: S3Server = { ...state, url: '', close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(given, request, Buffer.concat(chunks), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  given.url = `s3+http://${KEY.id}:${encodeURIComponent(KEY.secret)}@127.0.0.1:${port}/${KEY.bucket}?region=${KEY.region}`;
  given.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return given;
}

function answer(given: S3Server, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://s3');
  const key = url.pathname.slice(KEY.bucket.length + 2);
  const upload = url.searchParams.get('uploadId');
  const say = (status: number, text: string | Buffer = '', headers: Record<string, string | number> = {}) => {
    response.writeHead(status, { etag: '"x"', 'content-length': Buffer.byteLength(text), ...headers });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
  if (!isSigned(request, url, body)) return say(403, fault('SignatureDoesNotMatch'));
  if (!url.pathname.startsWith(`/${KEY.bucket}/`)) return say(404, fault('NoSuchBucket'));
  given.said.push(`${request.method}${upload || url.searchParams.has('uploads') ? ' parts' : ''}`);
  if (url.searchParams.has('uploads') || upload) return answerParts(given, { request, url, key, body, say });
  const object = given.objects.get(key);
  if (request.method === 'PUT') {
    given.objects.set(key, body);
    return say(200);
  }
  if (request.method === 'DELETE') {
    given.objects.delete(key);
    return say(204);
  }
  if (!object) return say(404, fault('NoSuchKey'));
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined) return say(200, object, { 'content-length': object.length });
  const part = object.subarray(Number(from), Number(to) + 1);
  say(206, part, { 'content-range': `bytes ${from}-${to}/${object.length}` });
}

interface PartRequest {
  request: IncomingMessage;
  url: URL;
  key: string;
  body: Buffer;
  say(status: number, text?: string): void;
}

function answerParts(given: S3Server, { request, url, key, body, say }: PartRequest): void {
  const id = url.searchParams.get('uploadId') ?? '';
  if (url.searchParams.has('uploads')) {
    const fresh = `upload-${given.open.size + 1}`;
    given.open.set(fresh, []);
    return say(
      200,
      `<InitiateMultipartUploadResult><UploadId>${fresh}</UploadId></InitiateMultipartUploadResult>`,
    );
  }
  const parts = given.open.get(id);
  if (!parts) return say(404, fault('NoSuchUpload'));
  if (request.method === 'PUT') {
    if (given.refuseParts) return say(403, fault('AccessDenied'));
    parts[Number(url.searchParams.get('partNumber')) - 1] = body;
    return say(200);
  }
  given.open.delete(id);
  if (request.method === 'DELETE') return say(204);
  given.objects.set(key, Buffer.concat(parts));
  say(200, '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>');
}

const fault = (code: string) => `<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const [, credential = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  const [id, day = '', region = '', service = ''] = credential.split('/');
  const bodyHash = String(request.headers['x-amz-content-sha256']);
  if (id !== KEY.id || region !== KEY.region || service !== 's3') return false;
  if (bodyHash !== 'UNSIGNED-PAYLOAD' && bodyHash !== sha256(body)) return false;
  const query = [...url.searchParams].map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name])}\n`);
  const canonical = [
    request.method,
    url.pathname,
    query.toSorted().join('&'),
    headers.join(''),
    names,
    bodyHash,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (last, text) => hmac(last, text),
    `AWS4${KEY.secret}`,
  );
  return hmac(key, toSign).toString('hex') === signature;
}

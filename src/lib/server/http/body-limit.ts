/** What a request may send where nothing else is said (decision 12). */
export const LARGEST_BODY_BYTES = 524_288;

/**
 * The request with a body that breaks off beyond the limit, as if the server itself had stopped reading. The server reads more than this, for the one page
 * that takes whole files; this is the wall for every other one.
 */
export function withBodyLimit(request: Request, largestBytes = LARGEST_BODY_BYTES): Request {
  if (!request.body) return request;
  const declared = Number(request.headers.get('content-length') ?? Number.NaN);
  // What is declared is what comes: the server sees to that.
  if (declared <= largestBytes) return request;
  const body = declared > largestBytes ? broken() : request.body.pipeThrough(counted(largestBytes));
  return new Request(request, { body, duplex: 'half' } as RequestInit);
}

const tooLarge = () => new RangeError('The body of the request is too large.');

const broken = () => new ReadableStream({ start: (controller) => controller.error(tooLarge()) });

function counted(largestBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let read = 0;
  return new TransformStream({
    transform(chunk, controller) {
      read += chunk.byteLength;
      if (read > largestBytes) controller.error(tooLarge());
      else controller.enqueue(chunk);
    },
  });
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { FRAMED, frameHead, ROWS_HEADER, TOTAL_HEADER } from '#lib/domain/tables/frames.ts';
import type { TableFormat } from '#lib/domain/tables/table-format.ts';
import type { StaffTable } from '../tables/staff-table.ts';
import { TABLE_FILES, type Piece } from '../tables/table-file.ts';
import { attachment } from './byte-range.ts';
import { runLoad } from './responses.ts';

interface TableEvent {
  request: Request;
  url: URL;
  params: { format: TableFormat };
}

/** The endpoint of a table: `describe` reads the address and asks one service; a refusal is shown as on a page. */
export const tableEndpoint =
  <E extends TableEvent>(describe: (event: E) => Promise<StaffTable>) =>
  (event: E): Promise<Response> =>
    runLoad(
      async () => tableResponse(event.request, await describe(event), event.params.format),
      event.url.pathname + event.url.search,
    );

/**
 * A table as a file that is written while it is sent; when the client goes, no more rows are asked for. For a page that shows how far it is, in frames
 * (domain/tables/frames.ts).
 */
export function tableResponse(request: Request, table: StaffTable, format: TableFormat): Response {
  const { mediaType, write } = TABLE_FILES[format];
  const isFramed = request.headers.get(ROWS_HEADER) === FRAMED;
  const pieces = write(table);
  return new Response(streamOf(isFramed ? framed(pieces) : bytesOf(pieces)), {
    headers: {
      'content-type': mediaType,
      'content-disposition': attachment(`${table.name}.${format}`.toWellFormed()),
      'cache-control': 'private, no-store',
      vary: ROWS_HEADER,
      ...(isFramed && { [ROWS_HEADER]: FRAMED }),
      ...(table.total !== null && { [TOTAL_HEADER]: String(table.total) }),
    },
  });
}

async function* bytesOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of pieces) yield bytes;
}

async function* framed(pieces: AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const { bytes, rows } of pieces) {
    if (bytes.length === 0) continue;
    yield frameHead(bytes.length, rows);
    yield bytes;
    count = rows;
  }
  yield frameHead(0, count);
}

/** Rows are made after the request is answered; the words in them are still in its language. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const inRequest = AsyncLocalStorage.snapshot();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await inRequest(() => parts.next());
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await inRequest(() => parts.return(undefined))),
  });
}

import { describe, expect, it, vi } from 'vitest';
import { nameOf, TableDownload } from '#lib/client/tables/table-download.svelte.ts';
import { frameHead } from '#lib/domain/tables/frames.ts';

const piece = (text: string) => new TextEncoder().encode(text);

function answer(parts: readonly Uint8Array<ArrayBuffer>[], headers: Record<string, string> = {}): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  return new Response(body, {
    headers: {
      'x-rows': 'framed',
      'x-rows-total': '2',
      'content-disposition': `attachment; filename="table.csv"; filename*=UTF-8''%D8%A7%D9%84%D9%81.csv`,
      ...headers,
    },
  });
}

const WHOLE = [frameHead(3, 1), piece('a\r\n'), frameHead(3, 2), piece('b\r\n'), frameHead(0, 2)];

function surroundings(fetch: () => Promise<Response>) {
  return { fetch, save: vi.fn<(file: Blob, name: string) => void>(), go: vi.fn() };
}

describe('the download of a table', () => {
  it('saves the file under its own name and counts the rows', async () => {
    const around = surroundings(() => Promise.resolve(answer(WHOLE)));
    const download = new TableDownload(around);
    await download.start('/table.csv');
    expect(download).toMatchObject({ state: 'done', rows: 2, total: 2, part: 1 });
    const [file, name] = around.save.mock.calls[0] ?? [];
    expect(name).toBe('الف.csv');
    expect(await file?.text()).toBe('a\r\nb\r\n');
    expect(around.go).not.toHaveBeenCalled();
  });

  it('goes to the address where the file breaks off, and saves nothing', async () => {
    const around = surroundings(() => Promise.resolve(answer(WHOLE.slice(0, 3))));
    await new TableDownload(around).start('/table.csv');
    expect(around.save).not.toHaveBeenCalled();
    expect(around.go).toHaveBeenCalledWith('/table.csv');
  });

  it.each([
    ['a page comes instead', () => Promise.resolve(new Response('<h1>Log in</h1>'))],
    ['the server says no', () => Promise.resolve(new Response('', { status: 503 }))],
    ['the line is down', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('goes to the address where %s', async (_case, fetch) => {
    const around = surroundings(fetch);
    const download = new TableDownload(around);
    await download.start('/table.csv');
    expect(around.go).toHaveBeenCalledWith('/table.csv');
    expect(download.state).toBe('idle');
  });

  it('saves nothing and goes nowhere when it is cancelled', async () => {
    const around = surroundings(() => Promise.reject(new DOMException('', 'AbortError')));
    const download = new TableDownload(around);
    const running = download.start('/table.csv');
    download.cancel();
    await running;
    expect(around.save).not.toHaveBeenCalled();
    expect(around.go).not.toHaveBeenCalled();
    expect(download.state).toBe('idle');
  });

  it('writes a large table to the disk as it comes', async () => {
    const written: Uint8Array[] = [];
    const file = {
      write: (part: Uint8Array) => Promise.resolve(void written.push(part)),
      close: vi.fn(() => Promise.resolve()),
      abort: vi.fn(() => Promise.resolve()),
    };
    const around = {
      ...surroundings(() => Promise.resolve(answer(WHOLE, { 'x-rows-total': '50000' }))),
      choose: () => Promise.resolve(file as unknown as FileSystemWritableFileStream),
    };
    await new TableDownload(around).start('/table.csv');
    expect(written.map((part) => new TextDecoder().decode(part)).join('')).toBe('a\r\nb\r\n');
    expect(file.close).toHaveBeenCalled();
    expect(around.save).not.toHaveBeenCalled();
  });

  it('takes the plain name where there is no other', () => {
    const headers = { 'content-disposition': 'attachment; filename="plain.csv"' };
    expect(nameOf(new Response('', { headers }))).toBe('plain.csv');
  });
});

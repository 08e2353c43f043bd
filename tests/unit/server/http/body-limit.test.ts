import { describe, expect, test } from 'vitest';
import { withBodyLimit } from '#lib/server/http/body-limit.ts';

const LIMIT = 1000;
const request = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('https://learn.example.org/', {
    ...{ method: 'POST', body, headers },
    duplex: 'half',
  } as RequestInit);
const streamOf = (size: number) =>
  new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < size; sent += 100) controller.enqueue(new Uint8Array(100));
      controller.close();
    },
  });
const lengthOf = async (given: Request) => (await given.arrayBuffer()).byteLength;

describe('a body', () => {
  test('within the limit passes as it is, whether its length was declared or not', async () => {
    const declared = request('x'.repeat(LIMIT), { 'content-length': String(LIMIT) });
    expect(withBodyLimit(declared, LIMIT)).toBe(declared);
    expect(await lengthOf(withBodyLimit(request(streamOf(LIMIT)), LIMIT))).toBe(LIMIT);
    expect(withBodyLimit(request(null), LIMIT).body).toBeNull();
  });

  test('beyond it breaks off: at once where its length was declared, else when it is reached', async () => {
    const declared = withBodyLimit(request('x', { 'content-length': String(LIMIT + 1) }), LIMIT);
    await expect(declared.arrayBuffer()).rejects.toThrow('too large');
    await expect(withBodyLimit(request(streamOf(LIMIT + 100)), LIMIT).arrayBuffer()).rejects.toThrow(
      'too large',
    );
    const nonsense = request(streamOf(LIMIT + 100), { 'content-length': 'many' });
    await expect(withBodyLimit(nonsense, LIMIT).arrayBuffer()).rejects.toThrow('too large');
  });

  test('that breaks off leaves no form behind', async () => {
    const form = request(streamOf(2 * LIMIT), { 'content-type': 'multipart/form-data; boundary=x' });
    await expect(withBodyLimit(form, LIMIT).formData()).rejects.toThrow();
  });
});

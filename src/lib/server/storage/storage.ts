/** Which bytes of an object: from `from` up to, not including, `to`. */
export interface ByteWindow {
  from: number;
  to: number;
}

/**
 * Where large bytes stand: objects by key, whole or not at all. Each form (a folder, a service that speaks S3, the memory of a test) promises the
 * same: what is being written is seen by nobody until it is complete, and an object that is written again is the old one or the new one.
 */
export interface ObjectStorage {
  /** Writes the object, or throws and leaves what was there. */
  put(key: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** The bytes of the object, or of a window within it; throws `MissingObject`. Cancelling the stream lets go of what it holds. */
  read(key: string, window?: ByteWindow): Promise<ReadableStream<Uint8Array>>;
  /** In bytes; null: there is no such object. */
  size(key: string): Promise<number | null>;
  /** Also fine when there is none. */
  delete(key: string): Promise<void>;
}

export class MissingObject extends Error {
  override name = 'MissingObject';
  constructor(key: string) {
    super(`There is no object ${key}.`);
  }
}

const KEY = /^[a-z0-9][a-z0-9_-]*(?:\/[a-z0-9][a-z0-9_-]*)*$/;

/** Keys are ours alone: small letters, digits, `-`, `_`, and `/` between parts. Nothing that a person typed becomes one. */
export function checkKey(key: string): string {
  if (key.length > 200 || !KEY.test(key)) throw new Error(`${JSON.stringify(key)} is no key of an object.`);
  return key;
}

/** Every byte of a stream; for what is known to be small. */
export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

import { checkKey, MissingObject, type ObjectStorage } from './storage.ts';

/** Objects in memory, for tests. */
export function createMemoryStorage(): ObjectStorage & { readonly objects: ReadonlyMap<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    async put(key, bytes) {
      checkKey(key);
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk.slice());
      objects.set(key, new Uint8Array(Buffer.concat(chunks)));
    },
    read(key, window) {
      const object = objects.get(checkKey(key));
      if (!object) return Promise.reject(new MissingObject(key));
      const bytes = object.slice(window?.from ?? 0, window?.to ?? object.length);
      return Promise.resolve(
        new ReadableStream<Uint8Array>({
          start(controller) {
            if (bytes.length > 0) controller.enqueue(bytes);
            controller.close();
          },
        }),
      );
    },
    size: (key) => Promise.resolve(objects.get(checkKey(key))?.length ?? null),
    delete: (key) => Promise.resolve(void objects.delete(checkKey(key))),
  };
}

import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkKey, MissingObject, type ObjectStorage } from './storage.ts';

const CHUNK_BYTES = 256 * 1024;
/** Where objects are written until they are complete. No key begins with a dot. */
const UNFINISHED = '.unfinished';
const UNFINISHED_KEPT_MILLISECONDS = 86_400_000;

/** Objects as files of a folder, which is made at the first writing. A file gets its name when every byte of it is on the disk. */
export function createDiskStorage(folder: string, now: () => Date): ObjectStorage {
  let ready: Promise<void> | undefined;
  const fileOf = (key: string) => join(folder, ...checkKey(key).split('/'));
  return {
    async put(key, bytes) {
      const file = fileOf(key);
      await (ready ??= prepare(folder, now()).catch((error: unknown) => {
        ready = undefined;
        throw error;
      }));
      const place = await mkdtemp(join(folder, UNFINISHED, 'put-'));
      try {
        await write(join(place, 'object'), bytes);
        await moveTo(join(place, 'object'), file);
      } finally {
        await rm(place, { recursive: true, force: true });
      }
    },
    async read(key, window) {
      const handle = await open(fileOf(key), 'r').catch(missing(key));
      return streamOf(handle, window?.from ?? 0, window?.to ?? Infinity);
    },
    async size(key) {
      const found = await stat(fileOf(key)).catch(ifThere);
      return found?.isFile() ? found.size : null;
    },
    async delete(key) {
      const file = fileOf(key);
      await rm(file, { force: true });
      // A folder that is not empty stays; so does the root.
      for (let parent = dirname(file); parent !== folder; parent = dirname(parent))
        if (!(await rmdir(parent).then(yes, no))) return;
    },
  };
}

const yes = () => true;
const no = () => false;
const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
const ifThere = (error: unknown): null => {
  if (isMissing(error)) return null;
  throw error;
};
const missing =
  (key: string) =>
  (error: unknown): never => {
    throw isMissing(error) ? new MissingObject(key) : error;
  };

/** Makes the folder, and removes what a killed process left unfinished. */
async function prepare(folder: string, now: Date): Promise<void> {
  const unfinished = join(folder, UNFINISHED);
  await mkdir(unfinished, { recursive: true });
  for (const name of await readdir(unfinished)) {
    const found = await stat(join(unfinished, name)).catch(ifThere);
    if (found && now.getTime() - found.mtimeMs > UNFINISHED_KEPT_MILLISECONDS)
      await rm(join(unfinished, name), { recursive: true, force: true });
  }
}

async function write(file: string, bytes: Parameters<ObjectStorage['put']>[1]): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    for await (const chunk of bytes) await handle.writeFile(chunk);
    // After a power cut the name must not stand for bytes that never reached the disk.
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Between the making of the folder and the move, a deletion may take the folder away again. */
async function moveTo(from: string, to: string): Promise<void> {
  for (let triesLeft = 3; ; triesLeft -= 1) {
    await mkdir(dirname(to), { recursive: true });
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isMissing(error) || triesLeft === 0) throw error;
    }
  }
}

function streamOf(handle: FileHandle, from: number, to: number): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const length = Math.min(CHUNK_BYTES, to - at);
        const { bytesRead, buffer } =
          length > 0 ? await handle.read(new Uint8Array(length), 0, length, at) : NOTHING;
        at += bytesRead;
        if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
        await handle.close();
        controller.close();
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
    cancel: () => handle.close(),
  });
}

const NOTHING = { bytesRead: 0, buffer: new Uint8Array(0) };

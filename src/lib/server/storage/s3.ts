import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { S3Address } from '../config.ts';
import { checkKey, MissingObject, type ObjectStorage } from './storage.ts';

/** A service takes at most 10,000 parts; of this size they hold far more than a recording. Two are on the way at a time. */
const PART_BYTES = 8 * 1024 * 1024;

/**
 * Objects in a bucket. Addressed by path, because a server of one's own has no name for each bucket. Checksums only where the service asks for
 * them: not every service knows those that the library adds by itself.
 */
export function createS3Storage(address: S3Address): ObjectStorage {
  const { endpoint, accessKeyId, secretAccessKey, region } = address;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
  });
  const place = (key: string) => ({ Bucket: address.bucket, Key: address.prefix + checkKey(key) });
  return {
    async put(key, bytes) {
      // What fails is aborted by the library, so that no parts stay behind.
      await new Upload({
        client,
        params: { ...place(key), Body: Readable.from(bytes, { objectMode: false }) },
        partSize: PART_BYTES,
        queueSize: 2,
      }).done();
    },
    async read(key, window) {
      if (window && window.to <= window.from) return emptyStream();
      const range = window && { Range: `bytes=${window.from}-${window.to - 1}` };
      const { Body } = await client
        .send(new GetObjectCommand({ ...place(key), ...range }))
        .catch(missing(key));
      return streamOf(Body);
    },
    async size(key) {
      const found = await client.send(new HeadObjectCommand(place(key))).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      return found?.ContentLength ?? null;
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(place(key)));
    },
  };
}

function isMissing(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'NoSuchKey' || name === 'NotFound' || $metadata?.httpStatusCode === 404;
}

const missing =
  (key: string) =>
  (error: unknown): never => {
    throw isMissing(error) ? new MissingObject(key) : error;
  };

/** Cancelling it ends the connection: what nobody waits for is not fetched. */
function streamOf(body: GetObjectCommandOutput['Body']): ReadableStream<Uint8Array> {
  if (!(body instanceof Readable)) throw new Error('The storage answered without bytes.');
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => void body.destroy(),
  });
}

const emptyStream = () => new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });

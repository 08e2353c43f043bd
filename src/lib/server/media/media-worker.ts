import type * as Threads from 'node:worker_threads';
import type * as Mediabunny from 'mediabunny';
import type { MediaFacts } from '#lib/domain/courses/media-check.ts';

/** From the worker: bytes that it needs. */
export interface Wanted {
  from: number;
  to: number;
}
/** To the worker: those bytes, or null when they could not be had. */
export type Given = Uint8Array | null;
/** From the worker, last: `container`: no MP4, WebM or Ogg; `unreadable`: broken, cut short, or made to be endless. */
export type Finding = { facts: MediaFacts } | { problem: 'container' | 'unreadable' };

/**
 * Runs in a thread of its own, started from this function's text: it can use nothing but its parameters. Reads a file piece by piece through
 * messages and answers with a finding.
 */
export async function mediaWorker(
  { parentPort, workerData }: typeof Threads,
  media: typeof Mediabunny,
  largest: { read: number; reads: number },
): Promise<void> {
  const port = parentPort as Threads.MessagePort;
  const { size } = workerData as { size: number };
  const asked: ((given: Given) => void)[] = [];
  port.on('message', (given: Given) => asked.shift()?.(given));
  let left = largest.reads;
  const source = new media.CustomSource({
    getSize: () => size,
    read: (from, to) => {
      left -= to - from;
      if (to - from > largest.read || left < 0) throw new Error('The file asks for too much.');
      const wanted: Wanted = { from, to };
      port.postMessage(wanted);
      return new Promise((resolve, reject) =>
        asked.push((given) => (given ? resolve(given) : reject(new Error('There are no bytes.')))),
      );
    },
    handleUnhandledError: () => undefined,
  });
  const input = new media.Input({ formats: [media.MP4, media.WEBM, media.OGG], source });
  const codecOf = async (track: Mediabunny.InputTrack) =>
    (await track.getCodecParameterString()) ?? (await track.getCodec()) ?? 'unknown';
  /** The first and the last packet are there: a file that was cut short lacks the last. */
  const expectPackets = async (track: Mediabunny.InputTrack) => {
    const sink = new media.EncodedPacketSink(track);
    const [first, last] = [await sink.getFirstPacket(), await sink.getPacket(Infinity)];
    if (!first || !last || last.byteLength === 0) throw new Error('A track has no packets.');
  };
  const read = async (): Promise<MediaFacts> => {
    const { name } = await input.getFormat();
    const [pictures, sounds] = [await input.getVideoTracks(), await input.getAudioTracks()];
    if (pictures.length + sounds.length === 0) throw new Error('There are no tracks.');
    for (const track of [...pictures, ...sounds]) await expectPackets(track);
    const [first] = pictures;
    return {
      container: name === 'MP4' ? 'mp4' : name === 'WebM' ? 'webm' : 'ogg',
      picture: first ? { codec: await codecOf(first), height: await first.getDisplayHeight() } : null,
      sound: await Promise.all(sounds.map(codecOf)),
      durationSeconds: await input.computeDuration(),
    };
  };
  const finding: Finding = await read().then(
    (facts) => ({ facts }),
    (error: unknown) => ({
      problem: error instanceof media.UnsupportedInputFormatError ? 'container' : 'unreadable',
    }),
  );
  port.postMessage(finding);
  port.close();
}

import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MovOutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
  type AudioCodec,
  type VideoCodec,
} from 'mediabunny';

/**
 * Files of recordings without an encoder: right in everything that a container says, with packets of which nothing can be decoded. For tests that run
 * without a browser; what really plays is made by generated-media.ts.
 */

export interface MediaWanted {
  container?: 'mp4' | 'webm' | 'ogg' | 'mov';
  seconds?: number;
  /** Null: no picture. */
  picture?: { codec?: VideoCodec; codecString?: string; width?: number; height: number } | null;
  sound?: AudioCodec | null;
  /** Of each packet, four of which make a second: for larger files. */
  packetBytes?: number;
  /** The index behind the packets, as cameras write it. */
  indexLast?: boolean;
}

const PICTURE_STRINGS: Partial<Record<VideoCodec, string>> = {
  avc: 'avc1.64001e',
  hevc: 'hvc1.1.6.L93.B0',
  vp8: 'vp8',
  vp9: 'vp09.00.21.08',
  av1: 'av01.0.04M.08',
};
const SOUND_STRINGS: Partial<Record<AudioCodec, string>> = {
  aac: 'mp4a.40.2',
  opus: 'opus',
  vorbis: 'vorbis',
  mp3: 'mp3',
};
/** What decoders are told beside the codec; just enough to be written and read. */
const DESCRIPTIONS: Partial<Record<VideoCodec | AudioCodec, Uint8Array>> = {
  aac: new Uint8Array([0x11, 0x90]),
  // OpusHead: version 1, one channel, no samples to skip, 48 kHz.
  opus: new Uint8Array([...new TextEncoder().encode('OpusHead'), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]),
  vorbis: new Uint8Array([2, 30, 1, 1, ...new Uint8Array(62)]),
};

/** A film of one minute at 240 rows in VP9 and Opus, or what is asked for instead. */
export async function mediaBytes(wanted: MediaWanted = {}): Promise<Uint8Array> {
  const { seconds = 60, picture = { height: 240 }, sound = 'opus', packetBytes = 50 } = wanted;
  const target = new BufferTarget();
  const output = new Output({ format: formatOf(wanted), target });
  const pictureCodec = picture?.codec ?? 'vp9';
  const pictures = picture ? new EncodedVideoPacketSource(pictureCodec) : null;
  const sounds = sound ? new EncodedAudioPacketSource(sound) : null;
  if (pictures) output.addVideoTrack(pictures);
  if (sounds) output.addAudioTrack(sounds);
  await output.start();
  for (let packet = 0; packet < seconds * 4; packet += 1) {
    const bytes = Uint8Array.from({ length: packetBytes }, (_, index) => (packet * 31 + index) % 256);
    const one = new EncodedPacket(bytes, 'key', packet / 4, 0.25);
    await pictures?.add(one, {
      decoderConfig: {
        codec: picture?.codecString ?? PICTURE_STRINGS[pictureCodec] ?? '',
        codedWidth: picture?.width ?? 320,
        codedHeight: picture?.height ?? 240,
        ...(pictureCodec === 'avc' && { description: avcDescription(picture?.codecString) }),
      },
    });
    await sounds?.add(one, {
      decoderConfig: {
        codec: SOUND_STRINGS[sound ?? 'opus'] ?? '',
        numberOfChannels: 1,
        sampleRate: 48_000,
        ...(sound && DESCRIPTIONS[sound] && { description: DESCRIPTIONS[sound] }),
      },
    });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

function formatOf({ container = 'mp4', indexLast = false }: MediaWanted) {
  if (container === 'webm') return new WebMOutputFormat();
  if (container === 'ogg') return new OggOutputFormat();
  const options = { fastStart: indexLast ? (false as const) : ('in-memory' as const) };
  return container === 'mov' ? new MovOutputFormat(options) : new Mp4OutputFormat(options);
}

/** An avcC box of that profile and level, without parameter sets. */
function avcDescription(codec = 'avc1.64001e'): Uint8Array {
  const [profile = 0x64, compatible = 0, level = 0x1e] =
    (codec.split('.')[1] ?? '').match(/../g)?.map((pair) => parseInt(pair, 16)) ?? [];
  return new Uint8Array([1, profile, compatible, level, 0xff, 0xe0, 0, 0xfd, 0xf8, 0xf8, 0]);
}

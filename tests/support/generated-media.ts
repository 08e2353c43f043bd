import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import type * as Mediabunny from 'mediabunny';

/**
 * Small files that a real media element plays, made by the browser that will play them: nothing binary lies in the repository. VP9 and Opus,
 * because every build of Chromium writes and reads those. The picture is a clock of the file's own seconds on a ground whose colour turns
 * with them, the sound a soft tone that changes every second.
 */

const bundle = join(dirname(createRequire(import.meta.url).resolve('mediabunny')), 'mediabunny.min.cjs');
/** A trustworthy origin (encoders are not there on any other), without our policy and without anything of ours running. */
const emptyPage = 'http://localhost/generated-media';

export interface VideoWanted {
  seconds: number;
  width?: number;
  height?: number;
  /** 4 unless told: enough for a clock, quick to make. */
  framesPerSecond?: number;
  /** With a sound track as well. */
  sound?: boolean;
}

/** An MP4 (its index in front) of that many seconds, with a key frame every second. */
export async function generatedVideo(page: Page, wanted: VideoWanted): Promise<Buffer> {
  const { seconds, width = 320, height = 180, framesPerSecond = 4, sound = false } = wanted;
  return inEmptyPage(page, { seconds, width, height, framesPerSecond, sound });
}

/** Opus in MP4 of that many seconds, about 32 kbit/s. */
export async function generatedAudio(page: Page, wanted: { seconds: number }): Promise<Buffer> {
  return inEmptyPage(page, { ...wanted, width: 0, height: 0, framesPerSecond: 0, sound: true });
}

async function inEmptyPage(page: Page, wanted: Required<VideoWanted>): Promise<Buffer> {
  const maker = await page.context().newPage();
  try {
    await maker.route(emptyPage, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>-</title>' }),
    );
    await maker.goto(emptyPage);
    await maker.addScriptTag({ path: bundle });
    return Buffer.from(await maker.evaluate(encode, wanted), 'base64');
  } finally {
    await maker.close();
  }
}

/** Runs in the browser. */
async function encode(wanted: Required<VideoWanted>): Promise<string> {
  const media = (globalThis as unknown as { Mediabunny: typeof Mediabunny }).Mediabunny;
  const target = new media.BufferTarget();
  const output = new media.Output({ format: new media.Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const canvas = new OffscreenCanvas(wanted.width || 2, wanted.height || 2);
  const picture = wanted.height
    ? new media.CanvasSource(canvas, { codec: 'vp9', bitrate: 100_000, keyFrameInterval: 1 })
    : null;
  const sound = wanted.sound ? new media.AudioSampleSource({ codec: 'opus', bitrate: 32_000 }) : null;
  if (picture) output.addVideoTrack(picture, { frameRate: wanted.framesPerSecond });
  if (sound) output.addAudioTrack(sound);
  await output.start();

  const drawing = canvas.getContext('2d');
  const clock = (at: number) =>
    `${Math.floor(at / 60)}:${String(Math.floor(at % 60)).padStart(2, '0')}.${Math.floor((at % 1) * 10)}`;
  const draw = (at: number) => {
    if (!drawing) return;
    drawing.fillStyle = `hsl(${(at * 37) % 360} 45% 30%)`;
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.fillStyle = 'white';
    drawing.font = `bold ${Math.floor(canvas.height / 3)}px monospace`;
    drawing.textAlign = 'center';
    drawing.fillText(clock(at), canvas.width / 2, canvas.height * 0.6, canvas.width * 0.9);
    drawing.fillRect(0, canvas.height * 0.9, (canvas.width * at) / wanted.seconds, canvas.height * 0.1);
  };
  const rate = 48_000;
  const tone = (second: number) => {
    const length = Math.round(rate * Math.min(1, wanted.seconds - second));
    const data = new Float32Array(length);
    const hertz = 220 + (second % 12) * 20;
    for (let index = 0; index < length; index += 1)
      data[index] = 0.1 * Math.sin((2 * Math.PI * hertz * index) / rate);
    return new media.AudioSample({
      data,
      format: 'f32',
      numberOfChannels: 1,
      sampleRate: rate,
      timestamp: second,
    });
  };
  for (let second = 0; second < wanted.seconds; second += 1) {
    for (let frame = 0; picture && frame < wanted.framesPerSecond; frame += 1) {
      const at = second + frame / wanted.framesPerSecond;
      if (at >= wanted.seconds) break;
      draw(at);
      await picture.add(at, 1 / wanted.framesPerSecond);
    }
    if (sound) await sound.add(tone(second));
  }
  await output.finalize();
  const bytes = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

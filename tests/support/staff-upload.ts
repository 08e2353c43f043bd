import { expect, type APIRequestContext, type Browser } from '@playwright/test';
import { PIECE_BYTES } from '#lib/domain/courses/recording-upload.ts';
import { course, logIn } from './browser-learner.ts';
import { generatedAudio, generatedVideo } from './generated-media.ts';

/** Uploading as a person of the staff, by the same addresses as the page. */

export interface UploadPlace {
  module: string;
  segment: string;
  kind: 'video-480' | 'video-240' | 'audio';
}

const RECORDING = 'training-recording';

/** Uploads a file for a segment, piece by piece, as the page does. */
export async function upload(request: APIRequestContext, place: UploadPlace, bytes: Buffer): Promise<void> {
  const started = await request.post('/api/uploads', {
    data: { course, recording: RECORDING, ...place, fileName: `${place.kind}.mp4`, sizeBytes: bytes.length },
  });
  expect(started.ok(), await started.text()).toBe(true);
  const { id, receivedBytes } = (await started.json()) as { id: string; receivedBytes: number };
  for (let offset = receivedBytes; offset < bytes.length; offset += PIECE_BYTES) {
    const piece = await request.put(`/api/uploads/${id}?offset=${offset}`, {
      data: bytes.subarray(offset, offset + PIECE_BYTES),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(piece.ok(), await piece.text()).toBe(true);
  }
}

/** Two minutes of a lecture as a small video and as a sound, for one segment of the real course. */
export async function uploadLecture(
  browser: Browser,
  baseURL: string,
  place: Omit<UploadPlace, 'kind'>,
): Promise<void> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await logIn(page, 'instructor@demo.test');
  const seconds = 120;
  await upload(page.request, { ...place, kind: 'video-480' }, await generatedVideo(page, { seconds }));
  await upload(page.request, { ...place, kind: 'audio' }, await generatedAudio(page, { seconds }));
  await context.close();
}

import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { runApi } from '#lib/server/http/responses.ts';
import { startUpload, startUploadInput } from '#lib/server/services/recordings/start-upload.ts';
import type { RequestHandler } from './$types';

/** Begins an upload, or finds the one to go on with: `{ id, receivedBytes }`. */
export const POST: RequestHandler = ({ request, locals }) =>
  runApi(async () => {
    const body = v.safeParse(startUploadInput, await request.json().catch(() => null));
    if (!body.success) throw new AppError('invalid-input');
    return startUpload(locals.ctx, body.output);
  });

import { AppError } from '#lib/domain/errors.ts';
import { runApi } from '#lib/server/http/responses.ts';
import { giveUpUpload } from '#lib/server/services/recordings/drop-upload.ts';
import { takePiece, viewUpload } from '#lib/server/services/recordings/take-piece.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params }) => runApi(() => viewUpload(locals.ctx, params.id));

/** The next piece, as it is. One that does not begin where the last one ended is answered with 409 and where that was. */
export const PUT: RequestHandler = async ({ locals, params, request, url }) => {
  let taken = true;
  const response = await runApi(async () => {
    const offset = url.searchParams.get('offset') ?? '';
    if (!/^\d{1,15}$/.test(offset)) throw new AppError('invalid-input');
    // A line that breaks in the middle of a piece changes nothing; more than the server reads breaks off too.
    const body = await request.arrayBuffer().catch(() => null);
    if (!body) throw new AppError('too-large');
    const bytes = new Uint8Array(body);
    const { taken: isTaken, ...state } = await takePiece(locals.ctx, {
      id: params.id,
      offset: Number(offset),
      bytes,
    });
    taken = isTaken;
    return state;
  });
  return taken ? response : new Response(response.body, { status: 409, headers: response.headers });
};

export const DELETE: RequestHandler = ({ locals, params }) =>
  runApi(() => giveUpUpload(locals.ctx, params.id));

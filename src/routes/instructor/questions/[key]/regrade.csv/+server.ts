import { Readable } from 'node:stream';
import { runLoad } from '#lib/server/http/responses.ts';
import { exportRegradePlan } from '#lib/server/services/regrades/export-regrade-plan.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
  runLoad(async () => {
    const { name, parts } = await exportRegradePlan(locals.ctx, {
      key: params.key,
      course: url.searchParams.get('course') ?? '',
      policy: url.searchParams.get('policy') ?? '',
    });
    const bytes = Readable.toWeb(Readable.from(parts).setEncoding('utf8')) as ReadableStream;
    return new Response(bytes.pipeThrough(new TextEncoderStream()), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}.csv"`,
        'cache-control': 'private, no-store',
      },
    });
  }, url.pathname + url.search);

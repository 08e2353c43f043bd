import { AppError } from '#lib/domain/errors.ts';
import { BANK_FORMATS } from '#lib/server/banks/bank.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { exportBank } from '#lib/server/services/banks/export-bank.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
  runLoad(async () => {
    const format = BANK_FORMATS.find((one) => one === url.searchParams.get('format'));
    if (!format) throw new AppError('not-found');
    const course = url.searchParams.get('course') ?? '';
    const bank = await exportBank(locals.ctx, { ...params, course, format });
    return new Response(bank.content as Uint8Array<ArrayBuffer>, {
      headers: {
        'content-type': bank.mediaType,
        'content-disposition': `attachment; filename="${bank.fileName}"`,
        'cache-control': 'private, no-store',
      },
    });
  }, url.pathname + url.search);

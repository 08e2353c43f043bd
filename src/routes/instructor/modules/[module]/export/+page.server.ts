import { BANK_FORMATS } from '#lib/server/banks/bank.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { exportBank } from '#lib/server/services/banks/export-bank.ts';
import { placeOf, staffModule } from '#lib/server/services/questions/staff-module.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const address = { ...params, course: url.searchParams.get('course') ?? '' };
    const place = placeOf(await staffModule(locals.ctx, 'question.read', address));
    const format = BANK_FORMATS.find((one) => one === url.searchParams.get('format'));
    if (!format) return { ...place, bank: null };
    const { count, problems, content } = await exportBank(locals.ctx, { ...address, format });
    return { ...place, bank: { format, count, problems, size: content.length } };
  }, url.pathname + url.search);

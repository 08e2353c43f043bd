import { TABLE_FORMATS, type TableFormat } from '#lib/domain/tables/table-format.ts';

/** The ending of an address of a table: `/admin/users.xlsx`. */
export const match = (ending: string): ending is TableFormat =>
  TABLE_FORMATS.some((known) => known === ending);

/** What every table of the staff can be downloaded as: the ending of its address. */
export const TABLE_FORMATS = ['csv', 'xlsx'] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number];

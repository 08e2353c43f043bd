import {
  guessMapping,
  IMPORT_FIELDS,
  isAmbiguous,
  type ColumnMapping,
} from '#lib/domain/imports/column-mapping.ts';
import type { KeptFile } from './kept-file.ts';

/** How a person wants a file to be read, as the address says it. */
export interface ImportChoice {
  file: string;
  /** The number of a column, `none`, or null: as guessed. */
  columns: Readonly<Record<(typeof IMPORT_FIELDS)[number], string | null>>;
  /** Those of another cohort come over. */
  isMoving: boolean;
}

export const readChoice = (query: URLSearchParams): ImportChoice => ({
  file: query.get('file') ?? '',
  columns: Object.fromEntries(
    IMPORT_FIELDS.map((field) => [field, query.get(field)]),
  ) as ImportChoice['columns'],
  isMoving: query.get('others') === 'move',
});

/** The mapping that a choice means for a file. */
export function mappingOf({ columns }: ImportChoice, { heads }: KeptFile): ColumnMapping {
  const mapping = guessMapping(heads);
  for (const field of IMPORT_FIELDS) {
    const chosen = columns[field];
    if (chosen === null) continue;
    const at = /^\d{1,2}$/.test(chosen) ? Number(chosen) : -1;
    mapping[field] = at >= 0 && at < heads.length ? at : null;
  }
  return mapping;
}

/** Can people be read by it? An address and a name are what it takes. */
export const isComplete = (mapping: ColumnMapping): boolean =>
  mapping.email !== null && (mapping.nameNative ?? mapping.nameLatin) !== null && !isAmbiguous(mapping);

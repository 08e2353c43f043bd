/** What a file of people may hold. More is not a cohort, or a file that was made to hurt. */
export const IMPORT_LIMITS = {
  fileBytes: 5_000_000,
  /** Of a workbook, unpacked. */
  unpackedBytes: 40_000_000,
  lines: 10_000,
  columns: 50,
  cellLength: 1_000,
} as const;

/** Days after which a file that nobody went on with is forgotten. */
export const IMPORT_KEPT_DAYS = 1;

/** Why a whole file is not taken. */
export const FILE_PROBLEMS = [
  'missing',
  'too-large',
  'unpacks-too-large',
  'not-a-table',
  'encoding',
  'empty',
  'too-many-lines',
  'too-many-columns',
  'cell-too-long',
] as const;

export type FileProblem = (typeof FILE_PROBLEMS)[number];

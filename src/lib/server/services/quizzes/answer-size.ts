import { AppError } from '#lib/domain/errors.ts';

export const LARGEST_ANSWER_BYTES = 16_384;

/** Postgres keeps neither NUL nor half a surrogate pair in JSON; in serialised JSON both stand as escapes. */
const NOT_STORABLE = /\\u(0000|d[89a-f])/i;

/** No question type nests as much; Postgres gives up on thousands of brackets. */
const DEEPEST = 20;

/** Refuses what cannot be kept as an answer: `too-large` above 16 KB, `invalid-input` for text that is no text and for endless nesting. */
export function requireStorable(answer: unknown): void {
  if (isDeeper(answer, DEEPEST)) throw new AppError('invalid-input');
  const text = JSON.stringify(answer) ?? 'null';
  if (Buffer.byteLength(text) > LARGEST_ANSWER_BYTES) throw new AppError('too-large');
  if (NOT_STORABLE.test(text)) throw new AppError('invalid-input');
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1)));

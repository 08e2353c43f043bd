/** Letters and digits that are not taken for each other when read aloud or copied by hand. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 16;

/** How many random bytes a code takes. */
export const JOIN_CODE_BYTES = 32;

/**
 * The secret of `/join/[code]`: 16 characters (79 bits) from random bytes. A byte that would favour some letters is skipped; where too many
 * are skipped the rest counts as it is. Throws a RangeError for fewer than 32 bytes.
 *
 * Worked example: thirty-two bytes of 0 give `2222222222222222`.
 */
export function makeJoinCode(bytes: Uint8Array): string {
  if (bytes.length < JOIN_CODE_BYTES)
    throw new RangeError(`A join code needs ${JOIN_CODE_BYTES} random bytes.`);
  const fair = [...bytes].filter((byte) => byte < 256 - (256 % ALPHABET.length));
  return [...fair, ...bytes]
    .slice(0, LENGTH)
    .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .join('');
}

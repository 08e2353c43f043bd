import { createHash } from 'node:crypto';
import type { Random } from '../context.ts';

/** Links that are sent by mail. Only the hash is stored, so that a leaked backup opens nothing. */

const HOUR_MILLISECONDS = 3_600_000;

export const TOKEN_LIFETIME_MILLISECONDS = {
  'verify-email': 7 * 24 * HOUR_MILLISECONDS,
  'reset-password': HOUR_MILLISECONDS,
  'first-admin': 30 * 24 * HOUR_MILLISECONDS,
} as const;

export type TokenPurpose = keyof typeof TOKEN_LIFETIME_MILLISECONDS;

export const tokenHash = (token: string) => createHash('sha256').update(token, 'utf8').digest('hex');

/** 256 random bits in 43 URL-safe characters, and what is stored of them. */
export function makeToken(random: Random): { token: string; hash: string } {
  const token = Buffer.from(random.bytes(32)).toString('base64url');
  return { token, hash: tokenHash(token) };
}

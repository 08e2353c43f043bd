import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  answersToSign,
  fromBase64Url,
  toBase64Url,
  type AnswersFile,
} from '#lib/domain/quizzes/answers-file.ts';

/**
 * The text of a file of answers, signed with the key of the attempt (base64url). Not by the browser's own WebCrypto: that is missing where a
 * platform runs without TLS, as in the network of a training centre.
 */
export function writeAnswersFile(
  given: Pick<AnswersFile, 'attempt' | 'answers'>,
  key: string,
  now = new Date(),
): string {
  const signed = answersToSign({ ...given, savedAt: now.toISOString() });
  return `${signed}.${toBase64Url(hmac(sha256, fromBase64Url(key), new TextEncoder().encode(signed)))}\n`;
}

/** Lets the browser keep a text as a file; needs no line. */
export function saveAsFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read it only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

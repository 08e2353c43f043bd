import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadAnswer } from './press-pool.ts';
import { openPress, print, type CertificateInput, type Press, type RenderedCertificate } from './press.ts';

/**
 * What a thread of the press runs: a certificate comes as a message, its PDF goes back as one. Between two the thread's event loop turns, so that the
 * compiler's memory is freed.
 */
const { folder } = workerData as { folder: string };
let press: Promise<Press> | null = null;

async function answerTo(input: CertificateInput): Promise<void> {
  let answer: ThreadAnswer<RenderedCertificate>;
  try {
    press ??= openPress(folder);
    answer = { result: print(await press, input) };
  } catch (error) {
    answer = { problem: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer, 'result' in answer ? [answer.result.pdf.buffer as ArrayBuffer] : []);
}

parentPort?.on('message', (input: CertificateInput) => void answerTo(input));

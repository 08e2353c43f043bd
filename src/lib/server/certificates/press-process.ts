import type { Answer } from './press-pool.ts';
import { openPress, print, type Press, type PressJob } from './press.ts';

/**
 * What a process of the press runs: a certificate comes as a message, its PDF goes back as one. Between two its event loop turns, so that the compiler's
 * memory is freed. It ends with the process that started it.
 */
const [folder = ''] = process.argv.slice(2);
let press: Promise<Press> | null = null;

async function answerTo(job: PressJob): Promise<void> {
  let answer: Answer<ReturnType<typeof print>>;
  try {
    press ??= openPress(folder);
    answer = { result: print(await press, job) };
  } catch (error) {
    answer = { problem: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(answer);
}

process.on('message', (job: PressJob) => void answerTo(job));

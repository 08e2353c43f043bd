import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What a thread answers to a job, which it gets as a message. */
export type ThreadAnswer<Result> = { result: Result } | { problem: string };

export interface PoolOptions {
  /** Path of the TypeScript or JavaScript file that each thread runs. */
  file: string;
  /** What each thread is given when it starts. */
  workerData?: unknown;
  /** How many threads at most; as many as there are cores where nothing is said. */
  size?: number;
  /** A job that takes longer is ended together with its thread. */
  longestMilliseconds?: number;
  /** A thread that had nothing to do for so long gives its memory back. */
  idleMilliseconds?: number;
  /** After so many jobs a thread is replaced, so that nothing that a library keeps can grow for ever. */
  jobsPerThread?: number;
}

export interface Pool<Job, Result> {
  run: (job: Job) => Promise<Result>;
  /** Ends every thread; what was not done is refused. The pool can be used again. */
  close: () => Promise<void>;
}

/** A thread makes much that is gone at once: a large young generation would only hold more of it. */
const LEAN = { maxYoungGenerationSizeMb: 8 };

interface Waiting<Job, Result> {
  job: Job;
  resolve: (result: Result) => void;
  reject: (error: Error) => void;
}

interface Thread<Job, Result> {
  worker: Worker;
  at: Waiting<Job, Result> | null;
  timer: NodeJS.Timeout | undefined;
  done: number;
}

/**
 * Threads that do one job each at a time, started when there is something to do. An idle thread does not keep the process alive. Where a thread dies or takes
 * too long, its job fails with an error and the next job gets another thread; the other jobs notice nothing.
 */
export function createPool<Job, Result>(options: PoolOptions): Pool<Job, Result> {
  const { file, workerData, size = availableParallelism(), jobsPerThread = Infinity } = options;
  const { longestMilliseconds = 30_000, idleMilliseconds = 30_000 } = options;
  const threads = new Set<Thread<Job, Result>>();
  const queue: Waiting<Job, Result>[] = [];

  /** Gives waiting jobs to idle threads, and to new ones as long as there may be more. */
  function assign(): void {
    while (queue.length > 0) {
      const thread = [...threads].find(({ at }) => at === null) ?? (threads.size < size ? start() : null);
      const waiting = thread && queue.shift();
      if (!thread || !waiting) return;
      thread.at = waiting;
      clearTimeout(thread.timer);
      thread.timer = setTimeout(
        () => end(thread, new Error(`A job took longer than ${longestMilliseconds} ms and was ended.`)),
        longestMilliseconds,
      );
      thread.worker.ref();
      try {
        thread.worker.postMessage(waiting.job);
      } catch (error) {
        // It cannot be sent to a thread at all.
        settle(thread, () => waiting.reject(error as Error));
      }
    }
  }

  function start(): Thread<Job, Result> {
    // Flags of the process are not meant for its threads, and its settings are none of their business.
    const worker = new Worker(file, { workerData, execArgv: [], env: {}, resourceLimits: LEAN });
    const thread: Thread<Job, Result> = { worker, at: null, timer: undefined, done: 0 };
    worker.on('message', (answer: ThreadAnswer<Result>) => {
      const { at } = thread;
      settle(thread, () =>
        'result' in answer ? at?.resolve(answer.result) : at?.reject(new Error(answer.problem)),
      );
    });
    worker.on('error', (error) => end(thread, new Error('A thread broke.', { cause: error })));
    worker.on('exit', (code) => end(thread, new Error(`A thread ended by itself (${code}).`)));
    threads.add(thread);
    return thread;
  }

  /** The job is done: the thread is free, or replaced when it has done enough. */
  function settle(thread: Thread<Job, Result>, answer: () => void): void {
    clearTimeout(thread.timer);
    thread.at = null;
    thread.done += 1;
    thread.worker.unref();
    thread.timer = setTimeout(() => end(thread, null), idleMilliseconds).unref();
    answer();
    if (thread.done >= jobsPerThread) end(thread, null);
    assign();
  }

  function end(thread: Thread<Job, Result>, error: Error | null): void {
    if (!threads.delete(thread)) return;
    clearTimeout(thread.timer);
    const { at } = thread;
    thread.at = null;
    thread.worker.unref();
    void thread.worker.terminate();
    if (error) at?.reject(error);
    assign();
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject });
        assign();
      }),
    close: async () => {
      const closed = new Error('The threads were closed.');
      for (const { reject } of queue.splice(0)) reject(closed);
      const workers = [...threads].map(({ worker }) => worker);
      for (const thread of [...threads]) end(thread, closed);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** What a process answers to a job, which it gets as a message. */
export type Answer<Result> = { result: Result } | { problem: string };

export interface PoolOptions {
  /** Path of the TypeScript or JavaScript file that each process runs. */
  file: string;
  /** What each process is given as its arguments. */
  args?: readonly string[];
  /** How many processes at most; as many as there are cores where nothing is said. */
  size?: number;
  /** A job that takes longer is ended together with its process. */
  longestMilliseconds?: number;
  /** A process that had nothing to do for so long ends. */
  idleMilliseconds?: number;
  /** After so many jobs a process is replaced, so that nothing that a library keeps can grow for ever. */
  jobsPerProcess?: number;
}

export interface Pool<Job, Result> {
  run: (job: Job) => Promise<Result>;
  /** Ends every process; what was not done is refused. The pool can be used again. */
  close: () => Promise<void>;
}

/** Much is made that is gone at once: a large young generation would only hold more of it. */
const LEAN = ['--max-semi-space-size=4'];

interface Waiting<Job, Result> {
  job: Job;
  resolve: (result: Result) => void;
  reject: (error: Error) => void;
}

interface Helper<Job, Result> {
  child: ChildProcess;
  ended: Promise<void>;
  at: Waiting<Job, Result> | null;
  timer: NodeJS.Timeout | undefined;
  done: number;
}

/**
 * Processes that do one job each at a time, started when there is something to do. An idle one does not keep this process alive, and they end with it.
 * Where one dies or takes too long, its job fails with an error and the next job gets another; the other jobs notice nothing.
 */
export function createPool<Job, Result>(options: PoolOptions): Pool<Job, Result> {
  const { file, args = [], size = availableParallelism(), jobsPerProcess = Infinity } = options;
  const { longestMilliseconds = 30_000, idleMilliseconds = 30_000 } = options;
  const helpers = new Set<Helper<Job, Result>>();
  const queue: Waiting<Job, Result>[] = [];

  /** Gives waiting jobs to idle processes, and to new ones as long as there may be more. */
  function assign(): void {
    while (queue.length > 0) {
      const helper = [...helpers].find(({ at }) => at === null) ?? (helpers.size < size ? start() : null);
      const waiting = helper && queue.shift();
      if (!helper || !waiting) return;
      helper.at = waiting;
      clearTimeout(helper.timer);
      helper.timer = setTimeout(
        () => end(helper, new Error(`A job took longer than ${longestMilliseconds} ms and was ended.`)),
        longestMilliseconds,
      );
      holds(helper, true);
      give(helper, waiting);
    }
  }

  function give(helper: Helper<Job, Result>, waiting: Waiting<Job, Result>): void {
    try {
      helper.child.send(waiting.job as object, (error) => {
        if (error) end(helper, new Error('A process of the press is gone.', { cause: error }));
      });
    } catch (error) {
      // It cannot be sent at all.
      settle(helper, () => waiting.reject(error as Error));
    }
  }

  function start(): Helper<Job, Result> {
    // Settings of the server, passwords among them, are none of their business.
    const child = fork(file, args, {
      ...{ serialization: 'advanced', execArgv: LEAN, env: {} },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const helper: Helper<Job, Result> = { child, ended, at: null, timer: undefined, done: 0 };
    child.on('message', (answer: Answer<Result>) => {
      const { at } = helper;
      settle(helper, () =>
        'result' in answer ? at?.resolve(answer.result) : at?.reject(new Error(answer.problem)),
      );
    });
    child.on('error', (error) => end(helper, new Error('A process of the press broke.', { cause: error })));
    child.on('exit', (code, signal) =>
      end(helper, new Error(`A process of the press ended by itself (${signal ?? code}).`)),
    );
    helpers.add(helper);
    return helper;
  }

  /** The job is done: the process is free, or replaced when it has done enough. */
  function settle(helper: Helper<Job, Result>, answer: () => void): void {
    clearTimeout(helper.timer);
    helper.at = null;
    helper.done += 1;
    holds(helper, false);
    helper.timer = setTimeout(() => end(helper, null), idleMilliseconds).unref();
    answer();
    if (helper.done >= jobsPerProcess) end(helper, null);
    assign();
  }

  function end(helper: Helper<Job, Result>, error: Error | null): void {
    if (!helpers.delete(helper)) return;
    clearTimeout(helper.timer);
    const { at } = helper;
    helper.at = null;
    holds(helper, false);
    // It has nothing to put in order, and may hang in compiled code.
    helper.child.kill('SIGKILL');
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
      const closed = new Error('The press was closed.');
      for (const { reject } of queue.splice(0)) reject(closed);
      const open = [...helpers];
      for (const helper of open) end(helper, closed);
      // Until they are gone there is something to wait for.
      for (const { child } of open) child.ref();
      await Promise.all(open.map(({ ended }) => ended));
    },
  };
}

/** Does this process wait for the other one? */
function holds({ child }: { child: ChildProcess }, isBusy: boolean): void {
  if (isBusy) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

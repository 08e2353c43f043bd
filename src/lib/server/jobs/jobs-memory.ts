import type { JobData, JobName, Jobs } from './jobs.ts';

type Job = { [N in JobName]: { name: N; data: JobData[N] } }[JobName];

/** Jobs that stay in a list until a test runs them. */
export function createMemoryJobs(): Jobs & { waiting: Job[]; runAll(): Promise<void> } {
  const waiting: Job[] = [];
  const handlers = new Map<JobName, (data: never) => Promise<void>>();
  return {
    waiting,
    enqueue(_ctx, name, data) {
      waiting.push({ name, data } as Job);
      return Promise.resolve();
    },
    work(name, handler) {
      handlers.set(name, handler as (data: never) => Promise<void>);
      return Promise.resolve();
    },
    async runAll() {
      for (const job of waiting.splice(0)) await handlers.get(job.name)?.(job.data as never);
    },
    stop: () => Promise.resolve(),
  };
}

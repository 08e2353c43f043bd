import { resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createPool, type Pool, type PoolOptions } from '#lib/server/certificates/press-pool.ts';

type Job = { say?: string; do?: 'die' | 'throw' | 'hang' | 'fail'; wait?: number };
type Said = { said: string; done: number };

const open: Pool<Job, Said>[] = [];
function pool(options: Partial<PoolOptions> = {}): Pool<Job, Said> {
  const made = createPool<Job, Said>({
    file: resolve('tests/support/troubled-process.ts'),
    size: 1,
    ...options,
  });
  open.push(made);
  return made;
}
afterEach(() => Promise.all(open.splice(0).map(({ close }) => close())));

test('every job gets its own answer, whichever process does it', async () => {
  const { run } = pool({ size: 3 });
  const words = Array.from({ length: 12 }, (_, index) => `job ${index}`);
  const said = await Promise.all(words.map((say, index) => run({ say, wait: (index * 7) % 20 })));
  expect(said.map((answer) => answer.said)).toEqual(words);
});

test('no more processes are started than there may be, and each does one job at a time', async () => {
  const { run } = pool({ size: 2 });
  const answers = await Promise.all(Array.from({ length: 6 }, () => run({ say: 'x', wait: 20 })));
  const jobsDone = answers.map(({ done }) => done).sort();
  expect(Math.max(...jobsDone)).toBeGreaterThanOrEqual(3);
  expect(jobsDone.filter((done) => done === 1).length).toBeLessThanOrEqual(2);
});

test.each(['die', 'throw'] as const)(
  'a process that breaks (%s) fails its job, and only that',
  async (how) => {
    const { run } = pool({ size: 2 });
    const beside = run({ say: 'beside', wait: 100 });
    await expect(run({ do: how })).rejects.toThrow(/A process of the press (broke|ended by itself|is gone)/);
    await expect(beside).resolves.toMatchObject({ said: 'beside' });
    await expect(run({ say: 'after' })).resolves.toMatchObject({ said: 'after' });
  },
);

test('jobs that wait behind one that breaks its process are done by the next', async () => {
  const { run } = pool();
  const [broken, waiting] = await Promise.allSettled([run({ do: 'die' }), run({ say: 'waiting' })]);
  expect(broken.status).toBe('rejected');
  expect(waiting).toMatchObject({ status: 'fulfilled', value: { said: 'waiting', done: 1 } });
});

test('a job that takes too long is ended, and the next is done', async () => {
  const { run } = pool({ longestMilliseconds: 3_000 });
  await expect(run({ do: 'hang' })).rejects.toThrow('longer than 3000 ms');
  await expect(run({ say: 'after' })).resolves.toMatchObject({ said: 'after', done: 1 });
});

test('a job that fails is told so, and its process goes on', async () => {
  const { run } = pool();
  await expect(run({ do: 'fail' })).rejects.toThrow('it could not be done');
  await expect(run({ say: 'after' })).resolves.toEqual({ said: 'after', done: 2 });
});

test('a job that cannot be sent to a process is refused, and the process goes on', async () => {
  const { run } = pool();
  const unsendable = { say: () => 'x' } as unknown as Job;
  await expect(run(unsendable)).rejects.toThrow(/could not be cloned/);
  await expect(run({ say: 'after' })).resolves.toMatchObject({ said: 'after' });
});

test('a process that did its share is replaced', async () => {
  const { run } = pool({ jobsPerProcess: 2 });
  const done: number[] = [];
  for (const say of ['a', 'b', 'c', 'd', 'e']) done.push((await run({ say })).done);
  expect(done).toEqual([1, 2, 1, 2, 1]);
});

test('an idle process gives its memory back, and another is started when it is needed', async () => {
  const { run } = pool({ idleMilliseconds: 20 });
  expect((await run({ say: 'a' })).done).toBe(1);
  await new Promise((done) => setTimeout(done, 200));
  expect((await run({ say: 'b' })).done).toBe(1);
});

test('closing refuses what waits, and the pool can be used again', async () => {
  const { run, close } = pool();
  const jobs = [run({ do: 'hang' }), run({ say: 'never' })];
  const settled = Promise.allSettled(jobs);
  await close();
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(run({ say: 'again' })).resolves.toMatchObject({ said: 'again' });
});

test('a file that is not there is an error of the job', async () => {
  await expect(pool({ file: resolve('tests/support/no-such-process.ts') }).run({})).rejects.toThrow(
    'A process of the press ended by itself (1)',
  );
});

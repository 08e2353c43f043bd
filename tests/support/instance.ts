import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

/** The built product as a process of its own, with its own Postgres, on a port that is free. */
export interface Instance {
  origin: string;
  /** Ends it as a power cut would: at once, nothing is told to it. `all`: its Postgres too. */
  kill(what: 'server' | 'all'): Promise<void>;
}

const LONGEST_START_MILLISECONDS = 60_000;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

export async function startInstance(dataDir: string, port: number): Promise<Instance> {
  const origin = `http://127.0.0.1:${port}`;
  // The head of a process group of its own, so that its Postgres can be ended with it.
  const child = spawn(process.execPath, ['src/lib/cli/start.ts'], {
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      ORIGIN: origin,
      DEMO: '0',
      LOG_LEVEL: 'silent',
    },
  });
  const until = Date.now() + LONGEST_START_MILLISECONDS;
  while (!(await isReady(origin))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`No server came up at ${origin}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { origin, kill: (what) => kill(child, what) };
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

async function kill(child: ChildProcess, what: 'server' | 'all'): Promise<void> {
  const pid = child.pid ?? 0;
  const ended = new Promise((resolve) => child.once('close', resolve));
  process.kill(what === 'all' ? -pid : pid, 'SIGKILL');
  await ended;
}

import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';

/**
 * A program of its own that plays the part of many learners' players: it is told what to send, sends it over kept-alive connections, and tells
 * how long the answers took. Waiting for a free connection counts: a slow server is not spared.
 */

export interface WatchLoad {
  port: number;
  path: string;
  /** Cookies, one per learner; each reports in turn. */
  cookies: readonly string[];
  place: { course: string; module: string; segment: string };
  lengthSeconds: number;
  connections: number;
  seconds: number;
  /** Reports begun per second; null: as many as are answered. */
  rate: number | null;
}

export interface WatchLoadResult {
  accepted: number;
  failed: number;
  seconds: number;
  medianMilliseconds: number;
  p99Milliseconds: number;
}

/** What one report plays. */
const STEP_SECONDS = 10;
const TICK_MILLISECONDS = 2;

const reported: number[] = [];

function bodyOf({ place, lengthSeconds }: WatchLoad, learner: number): string {
  const from = (reported[learner] ?? 0) % lengthSeconds;
  const to = Math.min(lengthSeconds, from + STEP_SECONDS);
  reported[learner] = to;
  return JSON.stringify({
    ...place,
    event: randomUUID(),
    way: 'video',
    source: 'video-240',
    lengthSeconds,
    position: to,
    ranges: [[from, to]],
  });
}

function post(load: WatchLoad, agent: Agent, learner: number): Promise<boolean> {
  return new Promise((resolve) => {
    const body = bodyOf(load, learner);
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port: load.port,
        path: load.path,
        method: 'POST',
        headers: {
          cookie: load.cookies[learner],
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode === 200));
        answer.on('error', () => resolve(false));
      },
    );
    sent.on('error', () => resolve(false));
    sent.end(body);
  });
}

let next = 0;

async function run(load: WatchLoad): Promise<WatchLoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const one = async (due: number) => {
    const accepted = await post(load, agent, next++ % load.cookies.length);
    if (accepted) times.push(performance.now() - due);
    else failed++;
  };
  if (load.rate === null) {
    const worker = async () => {
      while (performance.now() - began < load.seconds * 1000) await one(performance.now());
    };
    await Promise.all(Array.from({ length: load.connections }, worker));
  } else await atRate(load.rate, load.seconds, began, one);
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return {
    accepted: times.length,
    failed,
    seconds,
    medianMilliseconds: at(0.5),
    p99Milliseconds: at(0.99),
  };
}

/** Begins `rate` reports per second, whether or not the earlier ones were answered. */
function atRate(
  rate: number,
  seconds: number,
  began: number,
  one: (due: number) => Promise<void>,
): Promise<unknown> {
  const running: Promise<void>[] = [];
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(seconds * rate, Math.floor(((performance.now() - began) / 1000) * rate));
      while (running.length < due) running.push(one(began + (running.length / rate) * 1000));
      if (due < seconds * rate) return;
      clearInterval(timer);
      resolve(Promise.all(running));
    }, TICK_MILLISECONDS);
  });
}

process.on('message', (load: WatchLoad) => void run(load).then((result) => process.send?.(result)));

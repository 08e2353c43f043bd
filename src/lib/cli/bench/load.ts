import { Agent, request } from 'node:http';

/** A small bounded load on a server of this machine: `total` GET requests over `connections` kept-alive connections. */
export interface LoadResult {
  requestsPerSecond: number;
  medianMilliseconds: number;
  p99Milliseconds: number;
  /** Of one answer, as it travels. */
  bytes: number;
}

export async function load(
  url: string,
  options: { total: number; connections: number; headers: Record<string, string> },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const times: number[] = [];
  let bytes = 0;
  let left = options.total;
  const started = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      const begun = performance.now();
      bytes = await get(url, agent, options.headers);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    requestsPerSecond: times.length / seconds,
    medianMilliseconds: at(0.5),
    p99Milliseconds: at(0.99),
    bytes,
  };
}

function get(url: string, agent: Agent, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(bytes)
          : reject(new Error(`${url} answered ${answer.statusCode}`)),
      );
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

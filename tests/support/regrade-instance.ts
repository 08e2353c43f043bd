import { createServer } from 'node:http';
import { openPlatform } from '#lib/server/platform.ts';
import { viewDashboard } from '#lib/server/services/learning/view-dashboard.ts';
import { startWork } from '#lib/server/work.ts';

/**
 * One instance of the product as a process of its own, without its pages: it does its work in the background, and answers each request with the
 * dashboard of the learner whose id is the path. Prints its port when it is ready.
 */
const platform = await openPlatform();
await startWork(platform);
const server = createServer((request, response) => {
  const actor = { userId: request.url?.slice(1) ?? '', role: 'learner' as const };
  viewDashboard(platform.contextFor({ actor, locale: 'en' })).then(
    (dashboard) => response.end(JSON.stringify(dashboard)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
